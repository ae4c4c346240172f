/** The stems of a question's words, without those that every question has. */
export const tellingStems = (question: string): Set<string> =>
  new Set(
    wordsOf(question).flatMap(({ word, stem }) =>
      stem === null || common.has(word.toLowerCase()) ? [] : [stem],
    ),
  );

/** A text in pieces: words with their stem, and what stands between them with none. */
export const wordsOf = (text: string): { word: string; stem: string | null; at: number }[] =>
  [...text.matchAll(/[\p{L}\p{N}]+|[^\p{L}\p{N}]+/gu)].map(({ 0: word, index: at }) => ({
    word,
    stem: /^[\p{L}\p{N}]/u.test(word) ? stemOf(word) : null,
    at,
  }));

// Roughly what the server's search takes for one word: enough to show where it found something.
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
