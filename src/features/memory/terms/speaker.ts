/** "Ann Lee: hello" → Ann Lee, hello. A speaker has one to three words of letters, which excludes sentences with a colon. */
export function leadingSpeaker(text: string): { name: string; rest: string } | undefined {
  const found =
    /^\s*((?:\p{Lu}|\p{Lo})[\p{L}\p{M}'’.-]{0,30}(?: \p{L}[\p{L}\p{M}'’.-]{0,30}){0,2}):\s+/u.exec(text);
  return found?.[1] ? { name: found[1], rest: text.slice(found[0].length) } : undefined;
}
