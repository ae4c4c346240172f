/** An Arabic word without the conjunction, the article and pronouns that are written with it ("والتأمين", "سيارتي"). */
export function lightArabic(word: string): string {
  const plain = word
    .replace(/[\u064b-\u065f\u0640\u0670]/gu, "")
    .replace(/[أإآٱ]/gu, "ا")
    .replace(/ى/gu, "ي")
    .replace(/ة/gu, "ه");
  return cut(
    cut(plain, /^[وف]?(?:[بكل]?ال|لل)|^و(?=\p{L}{4})/u),
    /(?:ت?(?:ها|هم|هن|نا|كم|ني)|ت[هكي]|ات|ان|ون|ين|يه|[هيك])$/u,
  );
}

const lettersLeftMin = 3;

function cut(word: string, affix: RegExp): string {
  const left = word.replace(affix, "");
  return left.length >= lettersLeftMin ? left : word;
}
