// Characters. A piece takes a millisecond or two to read.
const pieceLength = 4_096;

/**
 * Splits a long text at spaces into pieces with the same words. A run without spaces is cut anywhere, and the next piece
 * repeats the last character, so that pairs of characters are kept.
 */
export function* pieces(text: string): Generator<string> {
  let start = 0;
  while (text.length - start > pieceLength) {
    const window = text.slice(start, start + pieceLength);
    const space = lastSpace(window);
    if (space > 0) {
      yield window.slice(0, space);
      start += space;
    } else {
      const whole = isSurrogatePair(text, start + pieceLength - 1) ? pieceLength - 1 : pieceLength;
      yield text.slice(start, start + whole);
      start += whole - (isSurrogatePair(text, start + whole - 2) ? 2 : 1);
    }
  }
  yield text.slice(start);
}

function lastSpace(window: string): number {
  for (let at = window.length - 1; at > 0; at--) if (/\s/.test(window[at] as string)) return at;
  return 0;
}

const isSurrogatePair = (text: string, at: number) => (text.codePointAt(at) as number) > 0xffff;
