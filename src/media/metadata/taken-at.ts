/** A time without its offset, "2008-10-22T16:28:39", from the ways that cameras, phones and editors write one. */
export function localTime(text: string | undefined): string | undefined {
  const parts = written.exec(text?.trim() ?? "");
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second = "00"] = parts;
  const time = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const parsed = new Date(`${time}Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(time) ? time : undefined;
}

/** EXIF has "2008:10:22 16:28:39", and blanks or zeros when the clock was never set; XMP has ISO 8601. */
const written =
  /^(?!0000)(\d{4})[:/.-](\d\d)[:/.-](\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?(?:[.,]\d{1,9})? ?(?:Z|[+-]\d\d:?\d\d)?$/;

/** The times that an XMP packet gives: when the picture was taken, and when its file was created. */
export function timesOfXmp(xmp: Buffer | undefined): { taken?: string; created?: string } {
  const text = xmp?.toString("utf8", 0, xmpBytesMax) ?? "";
  return {
    taken: timeNamed(text, "exif:DateTimeOriginal"),
    created: timeNamed(text, "photoshop:DateCreated") ?? timeNamed(text, "xmp:CreateDate"),
  };
}

/** Real packets have a few kilobytes; editors' histories follow behind the times. */
const xmpBytesMax = 256 * 1024;

/** XMP writes a simple property as an attribute or as an element; every writer uses the standard's prefixes. */
function timeNamed(xmp: string, name: string): string | undefined {
  const found = new RegExp(`\\b${name}(?:\\s?=\\s?["']([^"'<]{1,40})["']|>([^<]{1,40})<)`).exec(xmp);
  return localTime(found?.[1] ?? found?.[2]);
}
