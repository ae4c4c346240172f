import { expect, test } from "vitest";
import { conversationLayout, type History } from "./history.ts";

const minute = 60_000;

/** Conversations that interleave, pause, and have one silent side now and then. */
function historyOf(count: number): History {
  const ordinals = Array.from({ length: count }, (_, i) => i);
  return {
    count,
    conversation: ordinals.map((i) => (i * 7) % 11),
    time: ordinals.map((i) => (i % 50 === 0 ? i * 90 : i * 2) * minute),
    userLength: ordinals.map((i) => (i * 13) % 40),
    agentLength: ordinals.map((i) => (i % 5 === 0 ? 0 : (i * 3) % 90)),
    cues: ordinals.map(() => 0),
  };
}

test("a layout that grows exchange by exchange is the layout of the whole history", () => {
  const all = historyOf(400);
  let grown = conversationLayout({ ...all, count: 120 });
  for (const count of [121, 122, 160, 161, 400]) grown = conversationLayout({ ...all, count }, grown);
  expect(grown).toEqual(conversationLayout(all));
});

test("a layout that grows leaves the one it grew from as it was", () => {
  const all = historyOf(200);
  const before = conversationLayout({ ...all, count: 150 });
  conversationLayout(all, before);
  expect(before).toEqual(conversationLayout({ ...all, count: 150 }));
});
