import { type BaseStore, InMemoryStore, type Item } from "@langchain/langgraph-checkpoint";
import { beforeAll, expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { newTenant } from "../../../test/support/tenant.ts";
import { RookeryStore } from "../src/langgraph/store.ts";

const { app } = await testApp({ config: { allowHttp: true } });
let url = "";
beforeAll(async () => {
  url = await app.listen();
});
const newStore = async () => {
  const tenant = await newTenant(app);
  return { ...tenant, store: new RookeryStore({ url, apiKey: tenant.apiKey }) };
};

/** What a program sees of a store, the same for LangGraph's own and for this one. */
async function walk(store: BaseStore): Promise<unknown[]> {
  const ada = ["memories", "ada"];
  await store.put(ada, "home", { text: "Ada lives in Lisbon", kind: "fact", stars: 3 });
  await store.put(ada, "cello", { text: "Ada plays the cello", kind: "taste", stars: 5 });
  await store.put(ada, "home", { text: "Ada lives in Porto", kind: "fact", stars: 4 });
  await store.put(["memories", "bob"], "pet", {
    text: "Bob has a cat",
    kind: "fact",
    nested: { tags: ["a"] },
  });
  const seen: unknown[] = [];
  const shown = (items: { namespace: string[]; key: string; value: unknown }[]) =>
    items.map(({ namespace, key, value }) => [namespace, key, value]).toSorted();
  const home = await store.get(ada, "home");
  seen.push(home && [home.key, home.namespace, home.value, home.createdAt instanceof Date]);
  seen.push(await store.get(ada, "unknown"), await store.get(["nobody"], "home"));
  seen.push(
    shown(await store.search(["memories"])),
    shown(await store.search(ada, { filter: { kind: "taste" } })),
  );
  seen.push(
    shown(await store.search([], { filter: { stars: { $gt: 3, $lte: 5 }, kind: { $ne: "taste" } } })),
  );
  seen.push((await store.search(["memories"], { limit: 1, offset: 2 })).length);
  seen.push(
    await store.listNamespaces({ prefix: ["memories"] }),
    await store.listNamespaces({ suffix: ["bob"] }),
  );
  seen.push(
    await store.listNamespaces({ maxDepth: 1 }),
    await store.listNamespaces({ prefix: ["*", "ada"] }),
  );
  await store.delete(ada, "home");
  await store.delete(ada, "never there");
  seen.push(await store.get(ada, "home"), shown(await store.search(ada)));
  seen.push(
    await store
      .batch([
        { namespace: ada, key: "cello" },
        { namespace: ada, key: "cello", value: null },
        { namespace: ada, key: "drum", value: { text: "first" } },
        { namespace: ada, key: "drum", value: { text: "last" } },
        { namespacePrefix: ada },
      ])
      .then(([cello, , , , items]) => [(cello as unknown as Item).key, (items as unknown as Item[]).length]),
  );
  seen.push(shown(await store.search(ada)));
  return seen;
}

test("the store does what the store of LangGraph does", async () => {
  const { store } = await newStore();
  expect(await walk(store)).toEqual(await walk(new InMemoryStore()));
});

test("a search finds items by their words, best first, across namespaces", async () => {
  const { store } = await newStore();
  await store.put(["ada"], "1", { text: "The harbour of Lisbon is foggy" });
  await store.put(["ada"], "2", { text: "The cello has a new string", place: "Lisbon" });
  await store.put(["bob"], "3", { text: "Bob tunes a cello string" });
  await store.put(["bob"], "4", { text: "A secret cello" }, false);
  await store.put(["bob"], "5", { text: "A cello", about: "violins" }, ["about"]);
  const found = await store.search([], { query: "Whose cello string is new?", limit: 2 });
  expect(found.map(({ key }) => key)).toEqual(["2", "3"]);
  expect(found[0]?.score).toBeGreaterThan(found[1]?.score ?? 1);
  expect((await store.search(["bob"], { query: "violins" })).map(({ key }) => key)[0]).toBe("5");
  const named = await store.search(["bob"], { query: "cello", limit: 1 });
  expect(named.map(({ key }) => key)).toEqual(["3"]);
});

test("items are there for another process, and simultaneous changes of one key leave one item", async () => {
  const { store, apiKey } = await newStore();
  await Promise.all([1, 2, 3, 4].map((n) => store.put(["counts"], "n", { n })));
  const other = new RookeryStore({ url, apiKey });
  expect((await other.search(["counts"])).map(({ value }) => value)).toEqual([{ n: 4 }]);
});

test("a namespace with slashes, percent signs and spaces is kept as it is, and a wrong key is an error", async () => {
  const { store } = await newStore();
  const odd = ["a/b", "c%3Ad", "é f"];
  await store.put(odd, "k/1", { text: "x" });
  expect(await store.listNamespaces()).toEqual([odd]);
  expect(await store.get(odd, "k/1")).toMatchObject({ namespace: odd, key: "k/1", value: { text: "x" } });
  await expect(new RookeryStore({ url, apiKey: "rk_live_wrong" }).get(odd, "k/1")).rejects.toThrow(
    "Missing or invalid API key",
  );
});

test("a namespace whose user was deleted is empty, and takes items again, also of another process", async () => {
  const { store, call, apiKey } = await newStore();
  const ada = ["memories", "ada"];
  const deleteUsers = async () => {
    for (const { user_id } of (await call("GET", "/users")).body.users)
      await call("DELETE", `/users/${user_id}`);
  };
  await store.put(ada, "home", { text: "Lisbon" });
  await deleteUsers();
  expect(await store.get(ada, "home")).toBeNull();
  await store.put(ada, "home", { text: "Porto" });
  expect((await store.get(ada, "home"))?.value).toEqual({ text: "Porto" });
  await deleteUsers();
  await new RookeryStore({ url, apiKey }).put(ada, "home", { text: "Faro" });
  expect((await store.get(ada, "home"))?.value).toEqual({ text: "Faro" });
});

test("namespaces whose labels have slashes are listed apart", async () => {
  const { store } = await newStore();
  const namespaces = [["a/b"], ["a", "b"]];
  for (const namespace of namespaces) await store.put(namespace, "one", { text: "One" });
  expect((await store.listNamespaces()).toSorted()).toEqual(namespaces.toSorted());
});

test("a search for more than it reads is an error, and not the first hundred", async () => {
  const { store, call } = await newStore();
  const ada = ["ada"];
  await store.put(ada, "0", { text: "Item 0" });
  const user_id = (await call("GET", "/users")).body.users[0].user_id;
  const items = Array.from({ length: 100 }, (_, i) => ({
    type: "interaction",
    conversation_id: "items",
    interaction_id: `item-${i}`,
    user_message: `Item ${i + 1}`,
    agent_response: `${i + 1}`,
    metadata: { key: `${i + 1}`, value: { text: `Item ${i + 1}` }, updated_at: "2026-11-01T00:00:00Z" },
    timestamp: new Date().toISOString(),
  }));
  const records = [{ type: "conversation", conversation_id: "items", title: "Items" }, ...items];
  expect((await store.search(ada, { limit: 1_000 })).length).toBe(1);
  expect((await call("POST", "/memory/import", { user_id, records })).status).toBe(201);
  expect((await store.search(ada, { limit: 100 })).length).toBe(100);
  await expect(store.search(ada, { limit: 10, offset: 100 })).rejects.toThrow("at most 100 items");
});
