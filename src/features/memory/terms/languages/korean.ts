/**
 * The stem of a Korean verb without tense, politeness and the vowel that they are joined by ("샀어요" → "사", "배워요" → "배우").
 * Undefined if the word has no such ending.
 */
export function koreanVerb(word: string): string | undefined {
  if (word.length > lettersMax) return undefined;
  const letters = word.normalize("NFD");
  const left = ENDINGS.reduce((rest, ending) => rest.replace(ending, ""), letters);
  if (left === letters) return undefined;
  const stem = left
    .replace(/\u116f$/u, "\u116e") // wo → u
    .replace(/\u116a$/u, "\u1169") // wa → o
    .replace(/\u1167$/u, "\u1175") // yeo → i
    .normalize("NFC");
  return /^[가-힣]+$/u.test(stem) ? stem : undefined;
}

// No word is longer, except in texts that are made to take time.
const lettersMax = 64;
const nfd = (pattern: string) => pattern.normalize("NFD");
// Outer endings first. The letters that close a syllable ("ᆻ", "ᆫ", "ᆸ", "ᆯ") are not those that open one.
const ENDINGS = [
  new RegExp(
    nfd(
      "(?:거예요|거에요|건가요|(?:ᆸ|습)니다|(?:ᆸ|습)니까|나요|던가요|ᆫ가요|은가요|는데요?|ᆫ데요?|지요|죠|지|네요|는지|더라|대요|래요|ᆫ다|는다|다|니|냐|고|면|으면|려고|으려고|러|으러|서|도|기로|기|는|던|을|ᆯ|은|ᆫ|요)$",
    ),
    "u",
  ),
  new RegExp(nfd("(?:으시|시|으세|세|으셔|셔)(?=$|ᆻ)"), "u"),
  /\u11bb$/u,
  new RegExp(nfd("(?:하셨|하시|하세|하였|했|해|하|되|돼)$"), "u"),
  new RegExp(nfd("(?<=.)(?:었|았|겠|였|어|아|여)$"), "u"),
  /\u11bb$/u,
];
