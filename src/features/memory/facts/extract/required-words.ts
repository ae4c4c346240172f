/** The words of a text as the index of patterns compares them: runs of what `\w` matches, in small letters. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(/\w+/g) ?? [];

/**
 * Words of which every match of the pattern has at least one, as whole words of the text. Undefined if there are none, or if the
 * pattern has a part that this does not read. Of several such lists it is the one that texts have least often.
 */
export function requiredWords({ source }: RegExp): ReadonlySet<string> | undefined {
  try {
    const reader = { source, at: 0 };
    const best = cheapest(listsOf(alternatives(reader)));
    return reader.at === source.length ? best : undefined;
  } catch (error) {
    if (error instanceof Unread) return undefined;
    throw error;
  }
}

class Unread extends Error {}

/** What a part of a pattern matches. */
type Part =
  | { kind: "text"; texts: readonly string[] }
  /** Nothing, where a word ends or begins: "\b", "^", "$", or a look at what follows. */
  | { kind: "edge" }
  /** Nothing, anywhere. */
  | { kind: "nothing" }
  /** One of many texts. A match has a word of each of its lists. */
  | {
      kind: "open";
      lists: readonly ReadonlySet<string>[];
      begins: boolean;
      ends: boolean;
      optional?: boolean;
    };
type Sequence = readonly Part[];
interface Reader {
  readonly source: string;
  at: number;
}

const ANYTHING: Part = { kind: "open", lists: [], begins: false, ends: false };
// A part with more texts is one of many.
const TEXTS_MAX = 400;
// Those that many sentences have. A list with one of them saves little.
const COMMON = new Set(
  "me we our you it is am are was be been have has had do not a an the to in on at of for from with by and or but so that this as if s t m".split(
    " ",
  ),
);
// Rules are already divided by these.
const FIRST = new Set(["i", "my"]);
const costOfWord = (word: string) => (FIRST.has(word) ? 5_000 : COMMON.has(word) ? 500 : 1);

function costOf(words: ReadonlySet<string>): number {
  let sum = 0;
  for (const word of words) sum += costOfWord(word);
  return sum;
}

const cheapest = (lists: readonly ReadonlySet<string>[]) =>
  lists.length > 1 ? lists.toSorted((a, b) => costOf(a) - costOf(b))[0] : lists[0];

function alternatives(reader: Reader): Sequence[] {
  const found = [sequence(reader)];
  while (reader.source[reader.at] === "|") {
    reader.at++;
    found.push(sequence(reader));
  }
  return found;
}

function sequence(reader: Reader): Sequence {
  const parts: Part[] = [];
  while (reader.at < reader.source.length && !/[|)]/.test(reader.source.charAt(reader.at))) {
    const part = atom(reader);
    parts.push(repeated(part, taken(reader, /[*+?]|\{\d+(?:,\d*)?\}/y)));
    taken(reader, /\?/y);
  }
  return parts;
}

function taken(reader: Reader, what: RegExp): string {
  what.lastIndex = reader.at;
  const found = what.exec(reader.source)?.[0] ?? "";
  reader.at += found.length;
  return found;
}

function repeated(part: Part, quantifier: string): Part {
  if (quantifier === "") return part;
  if (quantifier === "?" && part.kind === "text") return { ...part, texts: ["", ...part.texts] };
  const optional = !/^\+|^\{[1-9]/.test(quantifier);
  return { ...opened([[part]]), optional, ...(optional && { lists: [] }) };
}

function opened(inside: readonly Sequence[]): Part & { kind: "open" } {
  return {
    kind: "open",
    lists: listsOf(inside),
    begins: inside.every((parts) => beginsAtEdge(parts)),
    ends: inside.every(endsAtEdge),
  };
}

function atom(reader: Reader): Part {
  if (taken(reader, /\((?:\?:|\?<\w+>)?(?!\?)/y)) return group(reader);
  const looks = taken(reader, /\(\?<?[=!]/y);
  if (looks) {
    const ahead = closed(reader);
    return looks === "(?=" && ahead.every((parts) => beginsAtEdge(parts))
      ? { kind: "edge" }
      : { kind: "nothing" };
  }
  if (taken(reader, /\\b|[$^]/y)) return { kind: "edge" };
  const several = taken(reader, /\[(?:\\.|[^\]])*\]/y);
  if (several) return oneOf(several);
  if (taken(reader, /\\[pP]\{[^}]*\}|\\[wWdDsSB]|\./y)) return ANYTHING;
  const escaped = taken(reader, /\\[^\w]/y);
  const text = escaped ? escaped.slice(1) : taken(reader, /[\w ,'’-]+(?![*+?{])|[^\\()[\]{}*+?|]/uy);
  if (!text) throw new Unread();
  return { kind: "text", texts: [text.toLowerCase()] };
}

/** Many rules have the same long lists of words, which are read once. */
function group(reader: Reader): Part {
  const { source, at } = reader;
  const begins = source.slice(at, at + BEGINS_CHARACTERS);
  const known = READ.get(begins);
  if (known && source.startsWith(known.source, at)) {
    reader.at += known.source.length;
    return known.part;
  }
  const part = grouped(closed(reader));
  if (reader.at - at > BEGINS_CHARACTERS) READ.set(begins, { source: source.slice(at, reader.at), part });
  return part;
}

const BEGINS_CHARACTERS = 80;
const READ = new Map<string, { source: string; part: Part }>();

function closed(reader: Reader): Sequence[] {
  const inside = alternatives(reader);
  if (!taken(reader, /\)/y)) throw new Unread();
  return inside;
}

/** "[eé]" → e, é. */
function oneOf(set: string): Part {
  return /^\[[^\\^-]*\]$/.test(set) ? { kind: "text", texts: [...set.slice(1, -1).toLowerCase()] } : ANYTHING;
}

/** Whether no word goes on from before these parts into them. */
function beginsAtEdge(parts: Sequence, from = 0): boolean {
  const first = parts[from];
  if (first === undefined) return false;
  if (first.kind === "edge") return true;
  if (first.kind === "nothing") return beginsAtEdge(parts, from + 1);
  if (first.kind === "open") return first.begins && (!first.optional || beginsAtEdge(parts, from + 1));
  return first.texts.every((text) => (text === "" ? beginsAtEdge(parts, from + 1) : /^\W/.test(text)));
}

function endsAtEdge(parts: Sequence): boolean {
  const last = parts.at(-1);
  if (last?.kind === "open") return last.ends && !last.optional;
  return last?.kind === "edge" || (last?.kind === "text" && last.texts.every((text) => /\W$/.test(text)));
}

function grouped(inside: readonly Sequence[]): Part {
  const texts = inside.map(textsOf);
  const read = texts.flatMap((some) => some ?? []);
  return texts.includes(undefined) || read.length > TEXTS_MAX
    ? opened(inside)
    : { kind: "text", texts: read };
}

/** All texts that a sequence matches, if they are few. */
function textsOf(parts: Sequence): readonly string[] | undefined {
  let texts: readonly string[] = [""];
  for (const part of parts) {
    if (part.kind === "nothing") continue;
    if (part.kind !== "text") return undefined;
    texts = joined(texts, part.texts);
    if (texts.length > TEXTS_MAX) return undefined;
  }
  return texts;
}

const joined = (firsts: readonly string[], nexts: readonly string[]) =>
  firsts.flatMap((first) => nexts.map((next) => first + next));

/** The lists of which each match has a word: those of a single sequence, or one for all alternatives together. */
function listsOf(inside: readonly Sequence[]): ReadonlySet<string>[] {
  const [only, ...others] = inside.map(listsOfSequence);
  if (only && others.length === 0) return only;
  const best = [only ?? [], ...others].map(cheapest);
  return best.every((words) => words !== undefined) ? [new Set(best.flatMap((words) => [...words]))] : [];
}

function listsOfSequence(parts: Sequence): ReadonlySet<string>[] {
  const lists: ReadonlySet<string>[] = [];
  // The texts since the last place where it is known whether a word begins there.
  let run: Run = { texts: [""], begins: false };
  const end = (ends: boolean) => {
    const words = run.texts.map((text) => wholeWord(text, run.begins, ends));
    if (words.every((word) => word !== undefined)) lists.push(new Set(words));
    run = { texts: [""], begins: ends };
  };
  for (const [i, part] of parts.entries()) {
    if (part.kind === "edge") end(true);
    if (part.kind === "open") {
      const atEdge = run.begins && run.texts.every((text) => text === "");
      end(beginsAtEdge(parts, i));
      lists.push(...part.lists);
      run = { texts: [""], begins: part.ends && (!part.optional || atEdge) };
    }
    if (part.kind !== "text") continue;
    run = { ...run, texts: joined(run.texts, part.texts) };
    if (run.texts.every((text) => (text === "" ? run.begins : /\W$/.test(text)))) end(true);
    else if (run.texts.length > TEXTS_MAX) end(false);
  }
  end(false);
  return lists;
}

interface Run {
  texts: readonly string[];
  begins: boolean;
}

/** The rarest word that is whole within a text, whose first and last may be parts of longer ones. */
function wholeWord(text: string, begins: boolean, ends: boolean): string | undefined {
  let rarest: string | undefined;
  for (const { index, 0: word } of text.matchAll(/\w+/g)) {
    const whole = (begins || index > 0) && (ends || index + word.length < text.length);
    if (whole && (rarest === undefined || costOfWord(word) < costOfWord(rarest))) rarest = word;
  }
  return rarest;
}
