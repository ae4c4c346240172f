export interface CorpusAsset {
  name: string;
  description: string | null;
  tags: string[];
}

/** The word that every asset of the corpus carries: the worst case of a common word. */
export const everywhere = "everywhere";

/** Assets as libraries hold them: camera names and titles, 0 to 6 tags, descriptions on half. The same for the same seed. */
export function* searchCorpus(count: number, seed = 1): Generator<CorpusAsset> {
  const random = randomFrom(seed);
  const word = zipf(words(20_000, random), random);
  const tag = zipf(words(3_000, random), random);
  const some = (count: number, of: () => string) => Array.from({ length: count }, of);
  const upTo = (max: number) => Math.floor(random() * (max + 1));
  for (let i = 0; i < count; i++) {
    yield {
      name: random() < 0.4 ? cameraName(i, random) : some(2 + upTo(2), word).join(random() < 0.5 ? "-" : " "),
      tags: [...new Set([everywhere, ...some(upTo(6), tag)])],
      description: random() < 0.5 ? some(upTo(20), word).join(" ") : null,
    };
  }
}

function cameraName(i: number, random: () => number): string {
  const kind = random();
  if (kind < 0.4) return `IMG_${String(i % 10_000).padStart(4, "0")}`;
  if (kind < 0.6) return `DSC${String(i % 100_000).padStart(5, "0")}`;
  const day = new Date(Date.UTC(2019, 0, 1) + Math.floor(i / 50) * 86_400_000).toISOString().slice(0, 10);
  return `${day.replaceAll("-", "")}_${String(Math.floor(random() * 240_000)).padStart(6, "0")}`;
}

const syllables =
  "ba be bi bo ca ce co da de di do fa fe fi ga go ha he ja ka ki la le li lo ma me mi mo na ne ni no pa pe po ra re ri ro sa se si so ta te ti to va ve vi za zo an en in on ar er or al el st nd sh th".split(
    " ",
  );

function words(count: number, random: () => number): string[] {
  const made = new Set<string>();
  while (made.size < count) {
    const length = 1 + Math.floor(random() * 5);
    made.add(Array.from({ length }, () => syllables[Math.floor(random() * syllables.length)]).join(""));
  }
  return [...made];
}

/** Draws from a list, the n-th word about 1/n as often as the first. */
function zipf(list: string[], random: () => number): () => string {
  const sums: number[] = [];
  let sum = 0;
  for (let n = 1; n <= list.length; n++) {
    sum += 1 / n;
    sums.push(sum);
  }
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
