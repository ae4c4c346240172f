import { UnreadablePicture } from "./unreadable-picture.ts";

/** The text of an XML document, by its byte order mark, the encoding it declares, or as UTF-8. Throws `UnreadablePicture`. */
export function xmlText(bytes: Uint8Array): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch (error) {
    throw new UnreadablePicture("notUtf8", { cause: error });
  }
}

/** The beginning of a document, for a look at its first tags; what cannot be decoded is replaced. */
export function xmlHead(head: Uint8Array): string {
  const utf16 = utf16Of(head);
  return utf16 ? new TextDecoder(utf16).decode(head) : Buffer.from(head).toString("latin1");
}

/** XML 1.0, appendix F: UTF-16 is known by its first characters; every other encoding writes its declaration in ASCII. */
function encodingOf(bytes: Uint8Array): string {
  const utf16 = utf16Of(bytes);
  if (utf16) return utf16;
  const start = Buffer.from(bytes.subarray(0, declarationBytesMax)).toString("latin1");
  const declared = /^<\?xml [^>]*?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(start)?.[1];
  // A document that can be read up to here is not in UTF-16, whatever it says.
  return declared && !/^utf-?16|^ucs-?2/i.test(declared) ? declared : "utf-8";
}

function utf16Of([first, second]: Uint8Array): "utf-16le" | "utf-16be" | null {
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return "utf-16be";
  return null;
}

/** A declaration has some sixty characters. */
const declarationBytesMax = 200;
