import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, test } from "vitest";
import {
  type AssetList,
  assetsBetween,
  cachedPage,
  cachedPosition,
  type ListedAsset,
  pageLength,
  pageQuery,
} from "./asset-pages.ts";
import { changeInLists, removeFromLists } from "./cached-lists.ts";

const list: AssetList = { organizationId: "team", libraryId: "pictures", filter: {} };
const found = 2 * pageLength + 30;
let client: QueryClient;

beforeEach(() => {
  client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  for (const page of [0, 1, 2]) know(page);
});

const asset = (position: number) => ({ id: `a${position}`, name: null }) as ListedAsset;
const know = (page: number) => {
  const from = page * pageLength;
  const length = Math.min(pageLength, found - from);
  const assets = Array.from({ length }, (_, n) => asset(from + n));
  client.setQueryData(pageQuery(list, page).queryKey, { assets, found } as never);
};
const idsOf = (page: number) => cachedPage(client, list, page)?.assets.map(({ id }) => id);

test("an asset's position counts from the start of the list, across pages", () => {
  expect(cachedPosition(client, list, `a${pageLength + 5}`)).toBe(pageLength + 5);
  expect(cachedPosition(client, { ...list, filter: { sort: "name" } }, "a5")).toBeUndefined();
});

test("a range across pages is in order and includes both ends", async () => {
  const assets = await assetsBetween(client, list, pageLength - 2, 2 * pageLength + 1);
  expect(assets).toHaveLength(pageLength + 4);
  expect([assets[0]?.id, assets.at(-1)?.id]).toEqual([`a${pageLength - 2}`, `a${2 * pageLength + 1}`]);
});

test("later assets move up across pages when assets are removed, and back when they are restored", () => {
  const putBack = removeFromLists(client, new Set(["a0", `a${pageLength}`]));
  expect(idsOf(0)?.at(0)).toBe("a1");
  expect(idsOf(0)?.at(-1)).toBe(`a${pageLength + 1}`);
  expect(idsOf(1)?.at(0)).toBe(`a${pageLength + 2}`);
  expect(idsOf(2)).toHaveLength(28);
  expect(cachedPage(client, list, 2)?.found).toBe(found - 2);
  putBack();
  expect(idsOf(0)?.at(0)).toBe("a0");
  expect(cachedPage(client, list, 0)?.found).toBe(found);
});

test("a page ends early if the assets that would move up are not cached", () => {
  client.removeQueries({ queryKey: pageQuery(list, 1).queryKey });
  removeFromLists(client, new Set(["a0"]));
  expect(idsOf(0)).toHaveLength(pageLength - 1);
});

test("an asset is changed in every cached list, and reverted", () => {
  const undo = changeInLists(client, new Set(["a3"]), (one) => ({ ...one, name: "sun" }));
  expect(cachedPage(client, list, 0)?.assets[3]?.name).toBe("sun");
  undo();
  expect(cachedPage(client, list, 0)?.assets[3]?.name).toBeNull();
});
