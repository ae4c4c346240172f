import type { EventData, EventName } from "../../../src/features/webhooks/event.ts";
import type { Asset, Rookery, WebhookEvent } from "../src/index.ts";

// Compiled by `npm run check`, never run: what the client's types promise.

export async function known(rookery: Rookery) {
  const { items } = await rookery.libraries.list();
  items.map(({ assetsCount }) => assetsCount) satisfies (number | null)[];
  for await (const asset of rookery.assets.list({ library: "barcelona", tags: ["sea"] }))
    asset satisfies Asset;
  const hits = await rookery.assets.search({ q: "sea" }).all();
  hits.map(({ score }) => score) satisfies number[];
  const { context } = await rookery.memory.recall({ user_id: "usr_1", query: "figs" });
  context satisfies string;
  const { apiKey, rookery: started } = await rookery.start({ email: "ada@example.com" });
  apiKey satisfies string;
  started satisfies Rookery;
  await rookery.users.create();
  await rookery.keys.rotate({ key_id: "key_1" }, { idempotencyKey: "once" });
}

export async function byRoute(rookery: Rookery) {
  const path = { organizationId: "acme-co", libraryId: "barcelona" };
  const route = "GET /organizations/{organizationId}/libraries/{libraryId}/assets";
  const newest = await rookery.request(route, { path, query: { page: 1 } });
  newest.map(({ variants }) => variants.length) satisfies number[];
  const first = await rookery.at("2026-05-20").request(route, { path });
  first.map(({ views }) => views.length) satisfies number[];
  (await rookery.request("GET /downloads/{token}", { path: { token: "" } })) satisfies Response;
  (await rookery.request("POST /files", {})) satisfies Response;
  const files = new FormData();
  const upload = "POST /organizations/{organizationId}/libraries/{libraryId}/assets";
  (await rookery.request(upload, { path, body: files, query: { onDuplicate: "skip" } }))
    .assets satisfies Asset[];
  await rookery.request("PUT /uploads/{token}", { path: { token: "" }, body: new Blob([]) });
}

export async function refused(rookery: Rookery) {
  // @ts-expect-error A field is missing.
  await rookery.memory.recall({ query: "home" });
  // @ts-expect-error There is no such operation.
  await rookery.request("GET /nothing");
  // @ts-expect-error A field has another name.
  await rookery.assets.get({ assetID: "" });
  // @ts-expect-error Not in the newest version.
  await rookery.assets.list().all()[0].views;
}

/** The events of webhooks have the data that the server sends. */
type Equal<A, B> = [A, B] extends [B, A] ? true : false;
type Same = { [Name in EventName]: Equal<EventData<Name>, Extract<WebhookEvent, { type: Name }>["data"]> };
export const sameEvents: Same[EventName] extends true ? true : false = true;
