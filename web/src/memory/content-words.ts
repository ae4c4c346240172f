/** The stems of a question's words, without common words such as "what" and "the". */
export const contentStems = (question: string): Set<string> =>
  new Set(
    wordsOf(question).flatMap(({ word, stem }) =>
      stem === null || common.has(word.toLowerCase()) ? [] : [stem],
    ),
  );

/** Splits a text into words with their stem, and the text between them with null. */
export const wordsOf = (text: string): { word: string; stem: string | null; at: number }[] =>
  [...text.matchAll(/[\p{L}\p{N}]+|[^\p{L}\p{N}]+/gu)].map(({ 0: word, index: at }) => ({
    word,
    stem: /^[\p{L}\p{N}]/u.test(word) ? stemOf(word) : null,
    at,
  }));

// A rough version of the server's stemming, good enough for highlighting.
function stemOf(word: string): string {
  const folded = word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  if (folded.length < 4) return folded;
  return folded
    .replace(/(?:ies|ied)$/, "y")
    .replace(/(?<=.{3})(?:ing|ed|es|s|ly)$/, "")
    .replace(/(?<=.{3})e$/, "")
    .replace(/([bdfgmnprt])\1$/, "$1");
}

const common = new Set(
  `a about after all also am an and any anyone are as at be been before being but by can could did do does doing done for from get
  had has have having he her hers him his how i if in into is it its just like me might more most much my no not of on one or our out
  over she should so some than that the their them then there these they this those to too up us was we were what when where which
  while who whom whose why will with would you your`.split(/\s+/),
);
