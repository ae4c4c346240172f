import { base62, randomText } from "../../../../platform/random-text.ts";
import { storedHash } from "../../keys/access-token.ts";

// Without vowels, so no code is a word, and without letters that look alike (RFC 8628, 6.1). 20^8 are 25 thousand million codes.
const letters = "BCDFGHJKLMNPQRSTVWXZ";

/** A device's own code, and the short one that a person types. */
export function newCodes(): { deviceCode: string; userCode: string } {
  const user = randomText(letters, 8);
  return { deviceCode: randomText(base62, 40), userCode: `${user.slice(0, 4)}-${user.slice(4)}` };
}

/** What is stored for a code that a person typed, with or without its hyphen, in any case. */
export const storedUserCode = (typed: string): string =>
  storedHash(typed.toUpperCase().replace(/[^A-Z]/g, ""));
