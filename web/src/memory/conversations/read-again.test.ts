import { type InfiniteData, QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import type { Output } from "../../server/operations.ts";
import { readAgain, shownMax } from "./read-again.ts";

type Part = Output<"readConversation">;
type Interaction = Part["interactions"][number];

const queryKey = ["readConversation"];
const kept = shownMax.atATime * shownMax.parts;

/** A transcript of which the exchanges `from` to `to` are loaded, and the reading again of it. */
function loadedOf(said: string[], from: number, to: number) {
  const client = new QueryClient();
  const partOf = (start: number, end: number): Part => ({
    interactions: said.slice(start, end).map((interaction_id) => ({ interaction_id }) as Interaction),
    earlier: start > 0,
    later: end < said.length,
  });
  client.setQueryData<InfiniteData<Part>>(queryKey, { pages: [partOf(from, to)], pageParams: [null] });
  const read = async (side: "before" | "after" | "around", id: string, limit: number) => {
    const at = said.indexOf(id);
    const start = { before: at - limit, after: at + 1, around: at - limit / 2 }[side];
    const end = side === "before" ? at : start + limit;
    return partOf(Math.max(0, start), Math.min(said.length, end));
  };
  return async (...visible: string[]) => {
    expect(await readAgain(client, queryKey, read, () => visible)).toBe(true);
    const { pages, pageParams } = client.getQueryData<InfiniteData<Part>>(queryKey) ?? {
      pages: [],
      pageParams: [],
    };
    expect(pageParams).toHaveLength(pages.length);
    expect(pages.length).toBeLessThanOrEqual(shownMax.parts);
    const shown = pages.flatMap(({ interactions }) =>
      interactions.map(({ interaction_id }) => interaction_id),
    );
    return { shown, pages, earlier: pages[0]?.earlier, later: pages.at(-1)?.later };
  };
}

const lines = (count: number, from = 0) => Array.from({ length: count }, (_, i) => `line ${from + i}`);

test("an open transcript that goes on for long keeps its end, and as much before it as scrolling keeps", async () => {
  const said = lines(kept);
  const again = loadedOf(said, kept - 50, kept);
  for (let news = 0; news < 15; news++) {
    const end = said.at(-1) as string;
    said.push(...lines(40, said.length));
    await again(end);
  }
  const { shown, pages, earlier, later } = await again(said.at(-1) as string);
  expect(shown).toEqual(said.slice(-kept));
  expect(pages.map(({ interactions }) => interactions.length)).toEqual(pages.map(() => shownMax.atATime));
  expect({ earlier, later }).toEqual({ earlier: true, later: false });
});

test("a reader far from the end keeps what is around the place, and the end is loaded when it is reached", async () => {
  const said = lines(kept);
  const again = loadedOf(said, 0, kept);
  said.push(...lines(40, kept));
  const atBeginning = await again("line 3", "line 4");
  expect(atBeginning.shown).toEqual(said.slice(0, kept));
  expect(atBeginning).toMatchObject({ earlier: false, later: true });
});

test("a short transcript shows all, without what was forgotten", async () => {
  const said = lines(120);
  const again = loadedOf(said, 0, 120);
  said.splice(3, 1);
  said.push("news");
  const { shown, earlier, later } = await again("line 3", "line 4");
  expect(shown).toEqual(said);
  expect({ earlier, later }).toEqual({ earlier: false, later: false });
});

test("what was not loaded before stays away", async () => {
  const said = lines(400);
  const again = loadedOf(said, 100, 180);
  const { shown, earlier, later } = await again("line 120");
  expect(shown).toEqual(said.slice(100, 180));
  expect({ earlier, later }).toEqual({ earlier: true, later: true });
});
