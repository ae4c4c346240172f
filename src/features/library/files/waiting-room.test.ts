import { expect, test } from "vitest";
import { type WaitingRoom, waitingRoom } from "./waiting-room.ts";

const busy = { code: "SERVICE_UNAVAILABLE" };

/** Work that lasts until it is ended. */
function lasting(room: WaitingRoom, organizationId: number) {
  const { promise, resolve: end } = Promise.withResolvers<void>();
  return { done: room.run(organizationId, () => promise), end };
}
const fill = (room: WaitingRoom, organizationId: number, count: number) =>
  Array.from({ length: count }, () => lasting(room, organizationId));

test("an organization's places are its own: a flood of one refuses nothing of another", async () => {
  const room = waitingRoom({ own: 100, all: 1000 });
  const flood = fill(room, 1, 100);
  await expect(room.run(1, async () => {})).rejects.toMatchObject(busy);
  const neighbours = fill(room, 2, 100);
  for (const { end } of neighbours) end();
  await Promise.all(neighbours.map(({ done }) => done));
  flood[0]?.end();
  await flood[0]?.done;
  expect(await room.run(1, async () => "taken")).toBe("taken");
});

test("work that fails gives its place back", async () => {
  const room = waitingRoom({ own: 1, all: 1 });
  const failing = room.run(1, () => Promise.reject(new Error("broken")));
  await expect(failing).rejects.toThrow("broken");
  expect(await room.run(1, async () => "taken")).toBe("taken");
});

test("floods of many organizations leave another an equal share", async () => {
  const room = waitingRoom({ own: 100, all: 300 });
  for (const organizationId of [1, 2, 3]) fill(room, organizationId, 100);
  fill(room, 4, 75);
  await expect(room.run(4, async () => {})).rejects.toMatchObject(busy);
  for (let other = 5; other < 100; other++) fill(room, other, 10);
  await expect(room.run(99, async () => {})).rejects.toMatchObject(busy);
});
