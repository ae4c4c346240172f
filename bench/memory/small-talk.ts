import { TOPIC_LINES } from "../../src/features/memory/terms/topics.table.ts";

export interface Exchange {
  userMessage: string;
  agentResponse: string;
}

export interface SmallTalk {
  /** A few sentences, or about so many characters of both sides together. */
  exchange(characters?: number): Exchange;
  question(): string;
}

/**
 * What people tell an assistant, and what they ask later: sentences of everyday words, the common ones far more often, with
 * names of people and places among them. The same for the same seed.
 */
export function smallTalk(seed: number): SmallTalk {
  const random = randomFrom(seed);
  const noun = zipf(shuffled(everydayWords(), random), random);
  const name = zipf(invented(3_000, random), random);
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const slots: Record<string, () => string> = {
    n: noun,
    N: name,
    V: () => one(verbs),
    A: () => one(adjectives),
    T: () => one(times),
  };
  const said = (patterns: readonly string[]) =>
    one(patterns).replaceAll(/\{(\w)\}/g, (_, slot: string) => (slots[slot] as () => string)());
  // Assistants answer at length: a third is the user's.
  const atLength = (characters: number): Exchange => {
    const upTo = (length: number, patterns: readonly string[]) => {
      let text = said(patterns);
      while (text.length < length) text += ` ${said(patterns)}`;
      return text;
    };
    const opening = said(random() < shareOfFacts ? facts : statements);
    const user = characters / 3;
    return {
      userMessage: `${opening} ${upTo(user - opening.length, statements)}`,
      agentResponse: upTo(characters - user, [...answers, ...statements]),
    };
  };
  return {
    exchange(characters) {
      if (characters !== undefined) return atLength(characters);
      const sentences = [said(random() < shareOfFacts ? facts : statements)];
      while (random() < 0.4 && sentences.length < 4) sentences.push(said(statements));
      const replies = [said(openers), said(answers)];
      if (random() < 0.3) replies.push(said(answers));
      return { userMessage: sentences.join(" "), agentResponse: replies.join(" ") };
    },
    question: () => said(questions),
  };
}

// LoCoMo's people state a fact that the rules read in one turn of 25.
const shareOfFacts = 0.04;

const verbs =
  "visited bought found painted repaired watched cooked finished lost sold borrowed planned enjoyed joined learned cleaned photographed organized".split(
    " ",
  );
const adjectives =
  "lovely tiring new old expensive quiet huge tiny strange peaceful broken bright wonderful noisy".split(" ");
const times = [
  "last week",
  "yesterday",
  "this morning",
  "on Saturday",
  "in March",
  "two years ago",
  "next month",
  "tonight",
  "recently",
];
const statements = [
  "I {V} a {n} with my {n} {T}.",
  "{N} and I {V} the {n} near the {n}, and it was {A}.",
  "We talked about {n} and {n} after the {n} {T}.",
  "The {n} was {A}, so {N} {V} another {n}.",
  "Thinking about {n} again, because {N} showed me a {A} {n}.",
  "Have you heard of the {A} {n} in {N}?",
  "It's a {A} time for {n}: the {n} starts {T} in {N}.",
];
const facts = [
  "I really love {n}.",
  "My sister is called {N}.",
  "I live in {N} now.",
  "I work as a {n} teacher.",
  "I don't like {n} at all.",
  "I have a dog called {N}.",
];
const openers = ["That sounds {A}!", "Thanks for telling me about the {n}.", "Good to know.", "Wow, {N}!"];
const answers = [
  "Would you like some ideas for the {n} or for your {n}?",
  "A {A} {n} often goes well with {n}.",
  "Many people combine {n} with {n}, and {N} is known for it.",
  "What did {N} think of the {n}?",
];
const questions = [
  "When did I last visit the {n} with my {n}?",
  "What did {N} say about the {n}?",
  "Which {n} did {N} and I {V} {T}?",
  "How many times have I {V} a {n} near {N}?",
  "Who showed me the {A} {n}?",
  "What do I know about {n} and {n}?",
  "Where was the {n} that {N} {V}?",
  "What kind of {n} do I like after {n}?",
];

const everydayWords = () => [...new Set(TOPIC_LINES.match(/[a-z]{3,}/g))];

const syllables = "ka lo mi ren ta ve sol dan bri el nor wyn tha ru is fen gar le mar os".split(" ");

function invented(count: number, random: () => number): string[] {
  const made = new Set<string>();
  const syllable = () => syllables[Math.floor(random() * syllables.length)] as string;
  while (made.size < count) {
    const name = Array.from({ length: 2 + Math.floor(random() * 3) }, syllable).join("");
    made.add((name[0] as string).toUpperCase() + name.slice(1));
  }
  return [...made];
}

function shuffled(list: string[], random: () => number): string[] {
  return list
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Draws from a list, the n-th word about 1/n as often as the first, but none as often as a stop word. */
function zipf(list: readonly string[], random: () => number): () => string {
  const flattening = 10;
  let sum = 0;
  const sums = list.map((_, n) => (sum += 1 / (n + flattening)));
  return () => {
    const drawn = random() * sum;
    let [low, high] = [0, list.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] as number) < drawn) low = middle + 1;
      else high = middle;
    }
    return list[low] as string;
  };
}

/** Numbers from 0 to 1 by mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
