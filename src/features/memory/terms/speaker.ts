/** "Ann Lee: hello" → Ann Lee, hello. A speaker has one to three words of letters, which excludes sentences with a colon. */
export function leadingSpeaker(text: string): { name: string; rest: string } | undefined {
  const found =
    /^\s*((?:\p{Lu}|\p{Lo})[\p{L}\p{M}'’.-]{0,30}(?: \p{L}[\p{L}\p{M}'’.-]{0,30}){0,2}):\s+/u.exec(text);
  return found?.[1] ? { name: found[1], rest: text.slice(found[0].length) } : undefined;
}

// Shorter ones join too many words: "Ann" and "no" have the same consonant.
const soundLettersMin = 3;

/**
 * The first letter and the consonants of a folded name, which its spellings share: "muhammad" and "mohammed" are "mmd".
 * Undefined for a name that is too short, or in another script.
 */
export function soundOf(name: string): string | undefined {
  if (!/^[a-z]+$/.test(name)) return undefined;
  const spelled = name
    .replace(/(.)\1+/g, "$1")
    .replace(/ph/g, "f")
    .replace(/ck|[cq]/g, "k")
    .replace(/z/g, "s");
  const sound = spelled.slice(0, 1) + spelled.slice(1).replace(/[aeiouyhw]/g, "");
  return sound.length >= soundLettersMin ? sound : undefined;
}
