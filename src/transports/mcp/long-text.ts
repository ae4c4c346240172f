import { fail } from "../../kernel/failure.ts";

export interface LongText {
  write(bytes: Buffer): void;
  end(): string;
}

const backslash = 92;
const u = 117;

/** Decodes what is between the quotes of a JSON string, in pieces. `end` throws `BAD_USER_INPUT` if it is not valid. */
export function longText(): LongText {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const pieces: string[] = [];
  // An escape, or its first characters, whose others are in later bytes.
  let begun = "";

  function take(text: string, isLast: boolean): void {
    const whole = begun + text;
    const until = isLast ? whole.length : whole.length - begunEscape(whole);
    begun = whole.slice(until);
    pieces.push(JSON.parse(`"${whole.slice(0, until)}"`));
  }

  let isValid = true;
  function decode(bytes?: Buffer): void {
    if (!isValid) return;
    try {
      take(decoder.decode(bytes, { stream: bytes !== undefined }), bytes === undefined);
    } catch {
      isValid = false;
      pieces.length = 0;
    }
  }

  return {
    write: decode,
    end() {
      decode();
      if (isValid) return pieces.join("");
      throw fail.input("The body is not valid JSON in UTF-8.");
    },
  };
}

/** How many characters at the end of a text begin an escape that goes on: up to 5 of `\u1234`. */
function begunEscape(text: string): number {
  const start = text.lastIndexOf("\\");
  if (start === -1 || text.length - start > 5) return 0;
  let backslashes = 1;
  while (text.charCodeAt(start - backslashes) === backslash) backslashes++;
  if (backslashes % 2 === 0) return 0;
  const length = text.charCodeAt(start + 1) === u ? 6 : 2;
  const has = text.length - start;
  return has < length ? has : 0;
}
