/** Folded text, and the place in the original of each of its UTF-16 units. */
export interface Folded {
  text: string;
  /** Where the original characters of each unit start. */
  starts: number[];
  /** Where they end, exclusive. */
  ends: number[];
}

// What follows a character and belongs to it: marks (two Japanese ones are letters to Unicode) and ignored characters.
const onto = String.raw`[\p{M}\uff9e\uff9f\u00ad\u0640\u200c-\u200f\u2060\ufeff]*`;

// A character or decomposed Hangul with what belongs to it. Normalization never crosses the border of such a cluster.
const clusters = new RegExp(
  String.raw`(?:[\uac00-\ud7a3]${onto})?(?:[\u1100-\u11ff\u3131-\u318e\uffa0-\uffdc]${onto})+|.${onto}`,
  "gsu",
);

// Accents, vowel points that readers leave out, joiners, variation selectors. The same as in `search_fold`.
const ignored =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: marks are removed one by one, whatever they stand on
  /[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u180b-\u180d\u1ab0-\u1aff\u1dc0-\u1dff\u200c-\u200f\u2060\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]+/gu;

// Letters that normalization does not decompose.
const spelled: Record<string, string> = {
  ø: "o",
  đ: "d",
  ħ: "h",
  ı: "i",
  ł: "l",
  ŧ: "t",
  ð: "d",
  ς: "σ",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
};

/** Removes case, accents, ligatures and invisible characters. `search_fold` in SQL does the same. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(ignored, "")
    .replace(/[øđħıłŧðςßæœþ]/g, (letter) => spelled[letter] as string)
    .normalize("NFKC");
}

/** Folds, and records where each unit came from, so that the original can be highlighted. */
export function foldWithOrigins(original: string): Folded {
  const folded: Folded = { text: "", starts: [], ends: [] };
  for (const { 0: cluster, index } of original.matchAll(clusters)) {
    const piece = fold(cluster);
    folded.text += piece;
    for (let unit = 0; unit < piece.length; unit++) {
      folded.starts.push(index);
      folded.ends.push(index + cluster.length);
    }
  }
  return folded;
}
