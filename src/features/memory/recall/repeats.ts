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
  words: ReadonlySet<string>;
  /** What changes the meaning of a sentence by one word: numbers and negations. */
  decisive: string;
}

// Longer texts are near only if they are equal: each has more than one statement.
const comparedCharactersMax = 2_000;
const nearShare = 0.8;

function sideOf(text: string): Side {
  const line = text.replace(/\s+/g, " ").trim().toLowerCase();
  if (line.length > comparedCharactersMax) return { text: line, words: new Set(), decisive: "" };
  const decisive = line.match(/\d+|\b(?:no|not|never|none|without|any ?more|no longer)\b|n['’]t\b/g) ?? [];
  return { text: line, words: new Set(words(line)), decisive: decisive.join(" ") };
}

function isNear(one: Side, other: Side): boolean {
  if (one.text === other.text) return true;
  if (one.words.size === 0 || other.words.size === 0 || one.decisive !== other.decisive) return false;
  const shared = one.words.intersection(other.words).size;
  return shared >= nearShare * (one.words.size + other.words.size - shared);
}
