/** "Ann Lee: hello" → Ann Lee, hello. One to three words of letters, so that a sentence with a colon is no speaker. */
export function leadingSpeaker(text: string): { name: string; rest: string } | undefined {
  const found =
    /^\s*((?:\p{Lu}|\p{Lo})[\p{L}\p{M}'’.-]{0,30}(?: \p{L}[\p{L}\p{M}'’.-]{0,30}){0,2}):\s+/u.exec(text);
  return found?.[1] ? { name: found[1], rest: text.slice(found[0].length) } : undefined;
}
