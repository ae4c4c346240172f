// No English word is longer. The limit matters because some expressions below take quadratic time.
const lettersMax = 64;

/** Porter2, the English Snowball stemmer: a lower-case word without accents → its stem. Source: snowballstem.org/algorithms/english. */
export function stem(word: string): string {
  if (word.length <= 2 || word.length > lettersMax || !/^[a-z']+$/.test(word)) return word;
  const known = EXCEPTIONS.get(word);
  if (known !== undefined) return known;
  // A y that is a consonant is written Y, so that the vowel classes below do not match it.
  let w = word
    .replace(/^'/, "")
    .replace(/^y/, "Y")
    .replace(/([aeiouy])y/g, "$1Y");
  const { r1, r2 } = regions(w);
  w = w.replace(/('s'|'s|')$/, "");
  w = plural(w);
  if (SETTLED.has(w)) return w;
  w = pastAndGerund(w, r1);
  w = w.replace(/^(.+[^aeiouy])[yY]$/, "$1i");
  w = longest(w, r1, STEP_2);
  w = longest(w, r1, STEP_3, r2);
  w = residual(w, r2);
  w = lastLetter(w, r1, r2);
  return w.toLowerCase();
}

const EXCEPTIONS = new Map(
  Object.entries({
    skis: "ski",
    skies: "sky",
    dying: "die",
    lying: "lie",
    tying: "tie",
    idly: "idl",
    gently: "gentl",
    ugly: "ugli",
    early: "earli",
    only: "onli",
    singly: "singl",
    sky: "sky",
    news: "news",
    howe: "howe",
    atlas: "atlas",
    cosmos: "cosmos",
    bias: "bias",
    andes: "andes",
  }),
);
const SETTLED = new Set([
  "inning",
  "outing",
  "canning",
  "herring",
  "earring",
  "proceed",
  "exceed",
  "succeed",
]);

/** R1 starts after the first non-vowel that follows a vowel. R2 is the same within R1. */
function regions(w: string): { r1: number; r2: number } {
  const after = (from: number) => {
    const found = /[aeiouy][^aeiouy]/.exec(w.slice(from));
    return found ? from + found.index + 2 : w.length;
  };
  const prefix = /^(gener|commun|arsen)/.exec(w);
  const r1 = prefix ? prefix[0].length : after(0);
  return { r1, r2: after(r1) };
}

function plural(w: string): string {
  if (w.endsWith("sses")) return w.slice(0, -2);
  if (/ie[ds]$/.test(w)) return w.length > 4 ? w.slice(0, -2) : w.slice(0, -1);
  if (/(us|ss)$/.test(w)) return w;
  if (/[aeiouy].+s$/.test(w)) return w.slice(0, -1);
  return w;
}

function pastAndGerund(w: string, r1: number): string {
  const e = /(eedly|eed)$/.exec(w);
  if (e) return e.index >= r1 ? `${w.slice(0, e.index)}ee` : w;
  const s = /(ingly|edly|ing|ed)$/.exec(w);
  if (!s || !/[aeiouy]/.test(w.slice(0, s.index))) return w;
  const base = w.slice(0, s.index);
  if (/(at|bl|iz)$/.test(base)) return `${base}e`;
  if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(base)) return base.slice(0, -1);
  return r1 >= base.length && shortEnding(base) ? `${base}e` : base;
}

function shortEnding(w: string): boolean {
  return /[^aeiouy][aeiouy][^aeiouywxY]$/.test(w) || /^[aeiouy][^aeiouy]$/.test(w);
}

const STEP_2: [suffix: string, becomes: string][] = [
  ["ization", "ize"],
  ["ational", "ate"],
  ["fulness", "ful"],
  ["ousness", "ous"],
  ["iveness", "ive"],
  ["tional", "tion"],
  ["biliti", "ble"],
  ["lessli", "less"],
  ["entli", "ent"],
  ["ation", "ate"],
  ["alism", "al"],
  ["aliti", "al"],
  ["ousli", "ous"],
  ["iviti", "ive"],
  ["fulli", "ful"],
  ["enci", "ence"],
  ["anci", "ance"],
  ["abli", "able"],
  ["izer", "ize"],
  ["ator", "ate"],
  ["alli", "al"],
  ["bli", "ble"],
  ["ogi", "og"],
  ["li", ""],
];
const STEP_3: [suffix: string, becomes: string][] = [
  ["ational", "ate"],
  ["tional", "tion"],
  ["alize", "al"],
  ["icate", "ic"],
  ["iciti", "ic"],
  ["ative", ""],
  ["ical", "ic"],
  ["ness", ""],
  ["ful", ""],
];

/** Replaces the longest suffix of the table if it lies in R1 (`ative` in R2; `ogi` after l, `li` after its usual letters). */
function longest(w: string, r1: number, table: [string, string][], r2 = 0): string {
  const row = table.find(([suffix]) => w.endsWith(suffix));
  if (!row) return w;
  const [suffix, becomes] = row;
  const base = w.slice(0, w.length - suffix.length);
  if (base.length < r1) return w;
  if (suffix === "ogi" && !base.endsWith("l")) return w;
  if (suffix === "li" && !/[cdeghkmnrt]$/.test(base)) return w;
  if (suffix === "ative" && base.length < r2) return w;
  return base + becomes;
}

function residual(w: string, r2: number): string {
  const s = /(ement|ance|ence|able|ible|ment|ant|ent|ism|ate|iti|ous|ive|ize|ion|al|er|ic)$/.exec(w);
  if (!s || s.index < r2) return w;
  return s[0] === "ion" && !/[st]$/.test(w.slice(0, s.index)) ? w : w.slice(0, s.index);
}

function lastLetter(w: string, r1: number, r2: number): string {
  const base = w.slice(0, -1);
  if (w.endsWith("e")) return base.length >= r2 || (base.length >= r1 && !shortEnding(base)) ? base : w;
  if (w.endsWith("ll")) return base.length >= r2 ? base : w;
  return w;
}
