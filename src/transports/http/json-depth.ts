import { fail } from "../../kernel/failure.ts";

// Deeper than any document that people write. Each level costs stack in everything that walks the value.
const depthMax = 100;

const quote = 34;
const backslash = 92;

/** Refuses JSON that nests deeper than 100 levels, before it is parsed. Looks at each character at most twice. */
export function checkJsonDepth(text: string): void {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === quote) i = endOfString(text, i);
    else if (code === 91 || code === 123) depth++;
    else if (code === 93 || code === 125) depth--;
    if (depth > depthMax) throw fail.input(`The JSON in the body is nested deeper than ${depthMax} levels.`);
  }
}

/** Where the string that begins at `start` ends; the text's end when it does not. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === backslash) backslashes++;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}
