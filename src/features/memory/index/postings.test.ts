import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { atOnce } from "../../../platform/in-slices.ts";
import { packTerms, termFinder } from "./packed-terms.ts";
import { asNumber, asPosting, blockOf, packEntry, withEntries } from "./posting-blocks.ts";

test("a term is found in the packed terms of an exchange with its counts, and no other that begins alike", () => {
  const hashes = new Map(["one", "two", "three", "four"].map((name) => [name, randomBytes(8)]));
  const hashOf = (name: string) => hashes.get(name) as Buffer;
  hashOf("one").copy(hashOf("two"));
  hashOf("two").writeUInt8(hashOf("one").readUInt8(7) ^ 1, 7);
  const counts = new Map([
    ["one", { user: 1, agent: 0 }],
    ["two", { user: 2, agent: 255 }],
    ["three", { user: 3, agent: 1 }],
  ]);
  const packed = atOnce(packTerms(counts, (name) => hashOf(name).toString("latin1")));
  const found = (...names: string[]) => {
    const hits: [string, number, number][] = [];
    termFinder(new Map(names.map((name) => [name, hashOf(name)])))(packed, (...hit) => hits.push(hit));
    return hits;
  };
  expect(found("two", "four")).toEqual([["two", 2, 255]]);
  expect(found("one", "two")).toEqual([
    ["one", 1, 0],
    ["two", 2, 255],
  ]);
});

test("a posting is in the order of exchanges, from whatever order blocks and buffer are in", () => {
  const entries = Array.from({ length: 3_000 }, (_, i) => ({ ordinal: i * 3, user: i % 256, agent: i % 7 }));
  const shuffled = entries.toSorted((a, b) => ((a.ordinal * 7_919) % 9_001) - ((b.ordinal * 7_919) % 9_001));
  const inBlocks = Map.groupBy(shuffled.slice(0, 2_000), ({ ordinal }) => blockOf(ordinal));
  const posting = withEntries(
    asPosting([...inBlocks].map(([block, some]) => ({ block, data: Buffer.concat(some.map(packEntry)) }))),
    shuffled.slice(2_000).map(({ ordinal, user, agent }) => asNumber(ordinal, user, agent)),
  );
  expect(Array.from(posting.ordinals)).toEqual(entries.map(({ ordinal }) => ordinal));
  expect(Array.from(posting.user)).toEqual(entries.map(({ user }) => user));
  expect(Array.from(posting.agent)).toEqual(entries.map(({ agent }) => agent));
});
