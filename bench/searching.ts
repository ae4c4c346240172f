import { operations } from "../src/main/registry.ts";
import { load } from "./load.ts";
import { count, type Figure, figure, ms, note } from "./report.ts";
import { everywhere, searchCorpus } from "./search-corpus.ts";
import type { Server } from "./server.ts";

const connections = 4;
const seconds = 8;
const p99MsMax = 50;

/** Searches of every kind, in turns, over all assets. */
export async function searching({ search, headers }: Server, assets: number): Promise<Figure[]> {
  const name = `search, p99 at ${connections} connections`;
  if (!operations.some((operation) => operation.name === "searchAssets"))
    return [note(name, "not there yet")];
  const { pathname } = new URL(search);
  const paths = queries().map((q) => `${pathname}?q=${encodeURIComponent(q)}`);
  await load({ url: search, paths, headers, connections, seconds: 2 });
  const { p99Ms, perSecond } = await load({ url: search, paths, headers, connections, seconds });
  const said = `${ms(p99Ms)} over ${count(assets)} assets, ${paths.length} queries (${count(perSecond)} /s)`;
  return [figure(name, said, p99Ms, { below: p99MsMax, unit: " ms" })];
}

/** Words as people type them: whole, two together, half typed, with a typo, one that is everywhere, and none. */
function queries(): string[] {
  const texts = [...searchCorpus(40)].map(
    ({ name, tags, description }) => `${name} ${tags.at(-1)} ${description ?? ""}`,
  );
  return texts.flatMap((text, i) => {
    const words = text.split(/[\s_-]+/).filter((word) => word.length >= 4);
    const [first = "", second = ""] = [words[i % words.length], words[(i + 1) % words.length]];
    return [
      first,
      `${first} ${second}`,
      first.slice(0, 3),
      swapped(first),
      i % 4 === 0 ? everywhere : "",
      `${everywhere} ${second}`,
    ];
  });
}

const swapped = (word: string) => word.slice(0, 1) + word.slice(2, 3) + word.slice(1, 2) + word.slice(3);
