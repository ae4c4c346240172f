import { randomBytes } from "node:crypto";
import { fail } from "../../kernel/failure.ts";
import { parseJson } from "../http/read-body.ts";
import { type LongText, longText } from "./long-text.ts";

export interface JsonReader {
  /** Takes the next bytes of the body. Throws `PAYLOAD_TOO_LARGE` as soon as there are too many besides long texts. */
  write(bytes: Buffer): void;
  /** The value, once every byte is there. Throws `BAD_USER_INPUT` if the body is not JSON. */
  end(): unknown;
}

export interface JsonReaderLimits {
  /** A text with more bytes is taken out and decoded as it arrives. */
  textBytesMax: number;
  /** Of everything else, which is parsed in one go. */
  restBytesMax: number;
}

// 1 MB takes some 20 ms to parse, whatever is in it.
const usualLimits: JsonReaderLimits = { textBytesMax: 4 * 1024, restBytesMax: 1024 * 1024 };

const quote = 34;
const backslash = 92;

/**
 * Reads JSON with long texts, such as files in base64. Parsing 30 MB in one go would hold up other requests for half a
 * second, so long texts are cut out and decoded in the pieces in which they arrive. A mark stands in for each.
 */
export function jsonReader({ textBytesMax, restBytesMax }: JsonReaderLimits = usualLimits): JsonReader {
  const mark = randomBytes(16).toString("base64url");
  const texts: LongText[] = [];
  const rest: Buffer[] = [];
  let restBytes = 0;
  let current: ReturnType<typeof textUnderWay> | undefined;

  function keep(bytes: Buffer): void {
    restBytes += bytes.length;
    if (restBytes > restBytesMax)
      throw fail.tooLarge(`The body has more than ${restBytesMax / 1024 / 1024} MB besides its long texts.`);
    rest.push(bytes);
  }

  /** Takes bytes up to a quote, or all. Answers how many, with the quote. */
  function takePart(bytes: Buffer): number {
    const end = current ? current.endIn(bytes) : bytes.indexOf(quote);
    const part = end === -1 ? bytes : bytes.subarray(0, end);
    if (current) current.take(part);
    else keep(part);
    if (end === -1) return bytes.length;
    for (const piece of current?.short ?? []) keep(piece);
    if (current?.long) keep(Buffer.from(`${mark}${texts.push(current.long) - 1}`));
    keep(bytes.subarray(end, end + 1));
    current = current ? undefined : textUnderWay(textBytesMax);
    return end + 1;
  }

  return {
    write(bytes) {
      for (let at = 0; at < bytes.length; ) at += takePart(bytes.subarray(at));
    },
    end() {
      if (current) throw fail.input("The body is not valid JSON.");
      const value = parseJson(Buffer.concat(rest));
      return texts.length === 0 ? value : withTexts(value, mark, texts);
    },
  };
}

/** A text whose end has not arrived: its bytes as long as it is short, then what decodes them. */
function textUnderWay(bytesMax: number) {
  let bytesTaken = 0;
  let isEscaped = false;
  return {
    short: [] as Buffer[],
    long: undefined as LongText | undefined,

    take(bytes: Buffer): void {
      bytesTaken += bytes.length;
      if (!this.long && bytesTaken > bytesMax) {
        this.long = longText();
        for (const piece of this.short.splice(0)) this.long.write(piece);
      }
      if (this.long) this.long.write(bytes);
      else this.short.push(bytes);
    },

    /** Where the text ends in its next bytes; -1 if it goes on. */
    endIn(bytes: Buffer): number {
      for (let from = 0; ; ) {
        const end = bytes.indexOf(quote, from);
        isEscaped = escapesNext(bytes.subarray(from, end === -1 ? bytes.length : end), isEscaped);
        if (end === -1 || !isEscaped) return end;
        isEscaped = false;
        from = end + 1;
      }
    },
  };
}

/** Whether bytes of a text end in a backslash that escapes what follows. `isEscaped` says so of the bytes before. */
function escapesNext(bytes: Buffer, isEscaped: boolean): boolean {
  let backslashes = 0;
  while (bytes[bytes.length - 1 - backslashes] === backslash) backslashes++;
  return (backslashes + Number(isEscaped && backslashes === bytes.length)) % 2 === 1;
}

/** Puts the texts in for their marks. `parseJson` has bounded the depth. */
function withTexts(value: unknown, mark: string, texts: readonly LongText[]): unknown {
  if (typeof value === "string" && value.startsWith(mark)) {
    return texts[Number(value.slice(mark.length))]?.end();
  }
  if (typeof value !== "object" || value === null) return value;
  const fields = value as Record<string, unknown>;
  for (const [name, field] of Object.entries(fields)) {
    if (name.startsWith(mark)) throw fail.input("The body has a field with a very long name.");
    const put = withTexts(field, mark, texts);
    if (put !== field) fields[name] = put;
  }
  return value;
}
