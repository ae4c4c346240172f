import { setImmediate as nextTurn } from "node:timers/promises";
import { fail } from "../../kernel/failure.ts";

// A multiple of 4, so that every piece but the last decodes to whole bytes.
const pieceCharacters = 256 * 1024;

/** Decodes base64 in pieces, so that other requests run in between. Throws `BAD_USER_INPUT` at a wrong character. */
export async function* decodedBase64(text: string): AsyncGenerator<Buffer> {
  if (text.length % 4 !== 0) throw notBase64();
  for (let start = 0; start < text.length; start += pieceCharacters) {
    const piece = text.slice(start, start + pieceCharacters);
    const isLast = start + pieceCharacters >= text.length;
    if (!(isLast ? wholeAtTheEnd : whole).test(piece)) throw notBase64();
    yield Buffer.from(piece, "base64");
    await nextTurn();
  }
}

const whole = /^[A-Za-z0-9+/]*$/;
const wholeAtTheEnd = /^[A-Za-z0-9+/]*={0,2}$/;
const notBase64 = () => fail.input("source.data: must be base64, with its padding and without line breaks.");
