import { words } from "../terms/tokenise.ts";

interface Said {
  saidAt: Date;
  user_message: string;
  agent_response: string;
}

/** An exchange that stands for others that say nearly the same. */
export interface Repeated<Memory> {
  /** The newest of them. */
  memory: Memory;
  times: number;
  first: Memory;
}

/** Groups exchanges that say nearly the same, in the order of their best match. */
export function withoutRepeats<Memory extends Said>(memories: readonly Memory[]): Repeated<Memory>[] {
  const groups: (Repeated<Memory> & { sides: Side[] })[] = [];
  for (const memory of memories) {
    const sides = [sideOf(memory.user_message), sideOf(memory.agent_response)];
    const group = groups.find((one) => one.sides.every((side, i) => isNear(side, sides[i] as Side)));
    if (!group) {
      groups.push({ memory, sides, times: 1, first: memory });
      continue;
    }
    group.times++;
    if (memory.saidAt < group.first.saidAt) group.first = memory;
    if (memory.saidAt > group.memory.saidAt) group.memory = memory;
  }
  return groups.map(({ memory, times, first }) => ({ memory, times, first }));
}

interface Side {
  text: string;
  words(): ReadonlySet<string>;
  /** What changes the meaning of a sentence by one word: numbers and negations. */
  decisive(): string;
}

// Longer texts are near only if they are equal: each has more than one statement.
const comparedCharactersMax = 2_000;
const nearShare = 0.8;

function sideOf(text: string): Side {
  const line = text.replace(/\s+/g, " ").trim().toLowerCase();
  return {
    text: line,
    words: once(() => new Set(words(line))),
    decisive: once(() => line.match(DECISIVE)?.join(" ") ?? ""),
  };
}

const DECISIVE = /\d+|\b(?:no|not|never|none|without|any ?more|no longer)\b|n['’]t\b/g;

/** Reading a long text takes a millisecond, and most differ by their numbers alone. */
function once<T extends object | string>(read: () => T): () => T {
  let known: T | undefined;
  return () => {
    known ??= read();
    return known;
  };
}

function isNear(one: Side, other: Side): boolean {
  if (one.text === other.text) return true;
  const isLong = Math.max(one.text.length, other.text.length) > comparedCharactersMax;
  if (isLong || one.decisive() !== other.decisive()) return false;
  const [some, others] = [one.words(), other.words()];
  if (some.size === 0 || others.size === 0) return false;
  const shared = some.intersection(others).size;
  return shared >= nearShare * (some.size + others.size - shared);
}
