import { type Language, languagesWithWord } from "./stop-words.ts";

// Enough to tell the language of a text.
const readMax = 600;
// A word of one list alone counts 1.
const leastScore = 0.8;
// Most texts are English.
const englishLead = 0.4;
const scriptShareMin = 0.3;
// A Japanese sentence may have little kana.
const kanaShareMin = 0.1;

/** The language of a text, by its script or by its stop words. English if it can't be told. */
export function languageOf(text: string): Language {
  const read = text.slice(0, readMax).normalize("NFC");
  return byScript(read) ?? byStopWords(read);
}

/**
 * The language of a question. One telling word is enough if English has less: words are looked up as if they were English, too, so
 * that little is lost if it is a name.
 */
export function languageOfQuestion(text: string): Language {
  const language = languageOf(text);
  if (language !== "en") return language;
  const found = Object.entries(evidenceIn(text.slice(0, readMax).normalize("NFC")));
  const most = Math.max(0, ...found.map(([, { score }]) => score));
  const first = found.filter(([, { score }]) => score === most).map(([name]) => name as Language);
  return first.includes("en") ? "en" : (first[0] ?? "en");
}

/** Scripts that tell a language, the most telling first: Japanese has Chinese characters too. */
const SCRIPTS: readonly [Language, RegExp][] = [
  ["ja", /[\p{sc=Hira}\p{sc=Kana}]/gu],
  ["ko", /\p{sc=Hang}/gu],
  ["zh", /\p{sc=Han}/gu],
  ["th", /\p{sc=Thai}/gu],
  ["ar", /\p{sc=Arab}/gu],
  ["hi", /\p{sc=Deva}/gu],
  ["ru", /\p{sc=Cyrl}/gu],
];

// None of them is in a Latin text, whose letters need not be counted then.
const OTHER_SCRIPTS = /[\u0370-\u1dff\u2e80-\uffff]/;

function byScript(text: string): Language | undefined {
  if (!OTHER_SCRIPTS.test(text)) return undefined;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return SCRIPTS.find(([language, script]) => {
    const found = text.match(script)?.length ?? 0;
    return found > 0 && found >= (language === "ja" ? kanaShareMin : scriptShareMin) * letters;
  })?.[0];
}

/** The evidence for a language: words that it has, weighed by how few others have them. */
interface Evidence {
  score: number;
  /** The first word, to see whether there is another. */
  word: string;
  several: boolean;
}

type Found = Partial<Record<Language, Evidence>>;

function byStopWords(text: string): Language {
  const found = evidenceIn(text);
  let best: Language = "en";
  let bestScore = Math.max(leastScore, (found.en?.score ?? 0) + englishLead);
  for (const [language, { score, several }] of Object.entries(found) as [Language, Evidence][]) {
    if (!several || score <= bestScore) continue;
    best = language;
    bestScore = score;
  }
  return best;
}

function evidenceIn(text: string): Found {
  const found: Found = {};
  const add = (language: Language, word: string, score: number) => {
    const evidence = found[language] ?? { score: 0, word, several: false };
    found[language] = evidence;
    evidence.score += score;
    if (evidence.word !== word) evidence.several = true;
  };
  for (const word of text.toLowerCase().match(/\p{L}[\p{L}\p{M}]+/gu) ?? []) {
    const having = languagesWithWord(word);
    for (const language of having) add(language, word, 1 / having.length);
    if (word.length > lettersMax || !MAY_TELL.test(word)) continue;
    for (const [language, letters, score] of LETTERS) if (letters.test(word)) add(language, word, score);
  }
  return found;
}

// No word is longer, except in texts that are made to take time.
const lettersMax = 40;
// Whether one of the expressions below can match. Most English words are done with it.
const MAY_TELL =
  /[^a-z]|(?:ss|ls|st|lt|ll)a$|ksi$|mme$|iin$|aan$|uun$|[aeiouy]nen$|vat$|oita$|sti$|kin$|(?:uo|aa|uu|ii|kk|nn|tt|pp).*[ainto]$|yor|[ae]c[ae]k$|m[ae]k$|zione$|zioni$|lijk|nh[oa]s?$/;

/** Letters that of these languages only one has, or endings that hardly another has, and letters that three have. */
const LETTERS: readonly [Language, RegExp, number][] = [
  ["de", /ß/, 1],
  ["es", /ñ/, 1],
  [
    "fi",
    /[äö]{2}|y[äö]|ss[aä]$|[ls]t[aä]$|ll[aä]$|ksi$|mme$|iin$|aan$|öön$|yyn$|uun$|[aeiouy]nen$|vat$|vät$|oit[aä]$|sti$|kin$/,
    0.5,
  ],
  ["fi", /^(?=\p{L}{6})\p{L}*(?:uo|yö|aa|uu|ii|kk|nn|tt|pp)\p{L}*[aäinto]$/u, 0.3],
  ["pl", /[łąężśćńź]/, 1],
  ["pt", /[ãõ]/, 1],
  ["sv", /å/, 1],
  ["tr", /[iu]yor(?:um|sun|uz|lar|du)?$|[ae]c[ae]k$|[dt][iu]m$|m[ae]k$/, 0.5],
  ["tr", /[ıü]yor|l[ae]r[ıi]$|[dt][ıü]m$/, 0.5],
  ["it", /zion[ei]$|[aeiou]t[àù]$|[eiu]dì$/, 0.5],
  ["pt", /ç(?:ão|ões|o|a)$|nh[oa]s?$/, 0.5],
  ["es", /ci[oó]n$/, 0.5],
  ["nl", /lijk|ij[a-z]/, 0.5],
  ["fr", /[çœèêû]/, 0.3],
  ["tr", /[ğşı]/, 1],
  ["vi", /[ơưđăạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịĩọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/, 1],
  ["de", /[äö]/, 0.3],
  ["fi", /[äö]/, 0.3],
  ["sv", /[äö]/, 0.3],
];
