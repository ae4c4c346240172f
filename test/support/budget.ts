import { expect } from "vitest";
import type { Steps } from "../../src/platform/in-slices.ts";
import { count, measured } from "./counts.ts";

// An input may hold the event loop for 50 ms. Below this nothing is compared, so that a busy machine fails no test; above
// it, eight times the input may take a few times what it takes in proportion. Quadratic work takes 64 times as long.
const quickMs = 50;
const growthMax = 24;

/** How long the loop is held at most: the longest step, or all of a work without steps. */
function longestMs(work: () => unknown): number {
  let longest = 0;
  const time = <T>(part: () => T): T => {
    // Of this thread alone, so that what else the machine does counts for nothing.
    const before = process.threadCpuUsage();
    const answer = part();
    const { user, system } = process.threadCpuUsage(before);
    longest = Math.max(longest, (user + system) / 1000);
    return answer;
  };
  const answer = time(work);
  if (!isSteps(answer)) return longest;
  while (!time(() => answer.next()).done);
  return longest;
}

const isSteps = (answer: unknown): answer is Steps<unknown> =>
  Object.prototype.toString.call(answer) === "[object Generator]";

/** Says what holds the loop too long; undefined when nothing does. `read` gets texts of up to `max` characters. */
export function offence(max: number, read: (text: string) => unknown, textOf: (length: number) => string) {
  const fastest = (length: number) => {
    count("inputs tried");
    let ms = Number.POSITIVE_INFINITY;
    for (let run = 0; run < 5 && ms > quickMs; run++)
      ms = Math.min(
        ms,
        longestMs(() => read(textOf(length))),
      );
    return ms;
  };
  for (const part of [64, 16]) {
    const early = fastest(Math.floor(max / part));
    if (early > 4 * quickMs) return `${Math.floor(max / part)} characters take ${Math.round(early)} ms`;
  }
  const whole = fastest(max);
  measured("longest freeze of the event loop, ms", whole);
  if (whole <= quickMs) return undefined;
  const growth = whole / fastest(Math.floor(max / 8));
  return growth > growthMax || whole > 8 * quickMs
    ? `${max} characters take ${Math.round(whole)} ms, ${growth.toFixed(1)} times an eighth of them`
    : undefined;
}

/** A text of a length that consists of one fragment. */
export const repeated = (fragment: string) => (length: number) =>
  fragment
    .repeat(Math.ceil(length / fragment.length))
    .slice(0, length)
    .toWellFormed();

// What the server is held at most. Of the machine's processor, so that what else runs there counts for nothing.
const heldMsMax = 200;

/**
 * Expects sixteen times the input to take at most 64 times the processor: work that grows with the square takes 256 times.
 * `make` makes an input of about so many bytes. Nothing may hold the event loop for 200 ms.
 */
export async function expectLinear<Input>(
  name: string,
  make: (bytes: number) => Input,
  read: (input: Input) => unknown,
  { from, to } = { from: 32 * 1024, to: 512 * 1024 },
): Promise<void> {
  const [small, { all: large, held }] = [
    (await processorMs(make(from), read)).all,
    await processorMs(make(to), read),
  ];
  measured("longest freeze of the event loop, ms", held);
  expect(held, `${name} holds the event loop`).toBeLessThan(heldMsMax);
  // What takes less than two milliseconds says more about the garbage collector than about the work.
  expect(large, name).toBeLessThan(64 * Math.max(small, 2));
}

/** The least of three runs, which is the one that nothing else disturbed: of all of it, and of one turn of the event loop. */
async function processorMs<Input>(input: Input, read: (input: Input) => unknown) {
  const least = { all: Number.POSITIVE_INFINITY, held: Number.POSITIVE_INFINITY };
  for (let run = 0; run < 3; run++) {
    count("inputs tried");
    const before = process.threadCpuUsage();
    const longestTurn = watchTurns();
    try {
      await read(input);
    } catch {} // refused
    least.held = Math.min(least.held, longestTurn());
    least.all = Math.min(least.all, processorMsSince(before));
  }
  return least;
}

/** Measures the turns of the event loop from now on. The function that it returns ends that, and returns the longest. */
function watchTurns(): () => number {
  let longest = 0;
  let before = process.threadCpuUsage();
  const endTurn = () => {
    longest = Math.max(longest, processorMsSince(before));
    before = process.threadCpuUsage();
  };
  const turn = () => {
    endTurn();
    next = setImmediate(turn);
  };
  let next = setImmediate(turn);
  return () => {
    endTurn();
    clearImmediate(next);
    return longest;
  };
}

function processorMsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
