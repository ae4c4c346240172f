import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { agentOf } from "../../../../../test/support/agent.ts";
import { testApp } from "../../../../../test/support/app.ts";
import { newBrowser, signedIn } from "../../../../../test/support/browser.ts";
import { newKey } from "../../../../../test/support/operator.ts";
import { newTeam } from "../../../../../test/support/team.ts";
import { countedMax } from "./store.ts";

const { app, services, database } = await testApp();
const { organizationId, viewer } = await newTeam(app, services);
const { apiKey } = await newKey(services, organizationId, { pictures: "read" });
const agent = agentOf(app, { organizationId, libraryId: "pictures", apiKey });

interface Filed {
  name: string;
  tags: string[];
  mediaType: string;
  takenAt: string | null;
}

let position = 0;
async function file(assets: readonly Filed[]) {
  const rows = assets.map((asset) => ({ ...asset, position: ++position }));
  await database.execute(
    sql`insert into assets (id, organization_id, library_id, position, filename, name, media_type, bytes, sha256, version, blob,
          stripped, status, created_at, updated_at, camera, tags, tag_keys)
        select 'asset' || position, l.organization_id, l.id, position, a.name, a.name, "mediaType", 1, '', '', '', false, 'ready', now(),
          now(), jsonb_strip_nulls(jsonb_build_object('takenAt', "takenAt")), tags, array(select lower(tag) from unnest(tags) as tag)
        from libraries l join organizations o on o.id = l.organization_id
        cross join jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as a(position bigint, name text, "mediaType" text, "takenAt" text, tags text[])
        where o.slug = ${organizationId} and l.slug = 'pictures'`,
  );
}

const days = ["2024-05-01T10:00:00", "2024-05-31T23:59:59", "2024-06-01T00:00:00", null];
const all: Filed[] = Array.from({ length: 600 }, (_, n) => ({
  name: n % 2 ? "sea" : "hill",
  tags: [...(n % 3 ? ["Blue"] : []), ...(n % 5 ? [] : ["red one"])],
  mediaType: n % 10 === 9 ? "video/mp4" : n % 10 === 8 ? "application/pdf" : "image/png",
  takenAt: days[n % 4] as string | null,
}));
await file(all);

const counts = (query: string) => agent.get(`${agent.library}/counts?${query}`);
const byKey = <T>(items: readonly T[], key: (item: T) => string | null) =>
  items.reduce(
    (sums, item) => sums.set(key(item), (sums.get(key(item)) ?? 0) + 1),
    new Map<string | null, number>(),
  );
const kindOf = ({ mediaType }: Filed) =>
  ({ "video/mp4": "video", "application/pdf": "document" })[mediaType] ?? "image";

/** What is to be counted, by a plain loop. */
function expected(fits: (asset: Filed) => boolean, kind: string | undefined, dateLength: number) {
  const anyKind = all.filter(fits);
  const found = anyKind.filter((asset) => kind === undefined || kindOf(asset) === kind);
  const kinds = byKey(anyKind, kindOf);
  const tags = byKey(
    found.flatMap(({ tags }) => tags),
    (tag) => tag,
  );
  const dates = byKey(found, ({ takenAt }) => takenAt?.slice(0, dateLength) ?? null);
  const latestFirst = [...dates].sort(([a], [b]) => ((a ?? "") < (b ?? "") ? 1 : -1));
  return {
    kinds: Object.fromEntries(["image", "video", "document"].map((one) => [one, kinds.get(one) ?? 0])),
    tags: [...tags]
      .sort(([a, n], [b, m]) => m - n || ((a ?? "") < (b ?? "") ? -1 : 1))
      .map(([id, count]) => ({ id, count, type: "user" })),
    dates: latestFirst.map(([date, count]) => ({ date, count })),
  };
}

const filters: [string, (asset: Filed) => boolean][] = [
  ["", () => true],
  ["kind=video", () => true],
  ["tags=RED one", ({ tags }) => tags.includes("red one")],
  ["tags=blue,red one&kind=image", ({ tags }) => tags.length === 2],
  ["takenFrom=2024-05-31&takenTo=2024", ({ takenAt }) => takenAt !== null && takenAt > "2024-05-31"],
];
test.each(
  filters.flatMap(([query, fits]) =>
    (["", "sea", "-sea", "se"] as const).map((q) => [`q=${q}&${query}`, q, fits] as const),
  ),
)("%s: kinds, tags and dates are counted exactly", async (query, q, fits) => {
  const matches = ({ name }: Filed) => q === "" || (name === "sea") === (q !== "-sea");
  const kind = /kind=(\w+)/.exec(query)?.[1];
  const both = (asset: Filed) => matches(asset) && fits(asset);
  expect((await counts(`${query}&dates=month`)).data).toEqual(expected(both, kind, 7));
  expect((await counts(`${query}&dates=day`)).data).toEqual(expected(both, kind, 10));
});

test("dates are counted only when asked for, and tags up to the limit", async () => {
  expect((await counts("limit=1")).data).toMatchObject({ dates: null, tags: [{ id: "Blue", count: 400 }] });
  expect((await counts("limit=1&kind=image")).data.tags).toHaveLength(1);
  expect((await counts("q=sea&limit=1")).data).toMatchObject({ dates: null, tags: [{ id: "Blue" }] });
});

test.each(["dates=year", "limit=501", "kind=audio", "takenTo=x", "tags=a,b,c,d,e,f"])(
  "%s is bad input",
  async (query) => {
    expect(await counts(query)).toMatchObject({ status: 400, error: { code: "BAD_USER_INPUT" } });
  },
);

test("only members of the organization get counts", async () => {
  const asked = { organizationId, libraryId: "pictures" };
  expect((await viewer.call("countAssets", asked)).data.kinds.image).toBeGreaterThan(0);
  expect((await newBrowser(app, services).call("countAssets", asked)).error.code).toBe("UNAUTHENTICATED");
  const stranger = await signedIn(app, services, "stranger@example.com");
  expect((await stranger.call("countAssets", asked)).error.code).toBe("ORGANIZATION_NOT_FOUND");
});

test("a search that finds too many counts nothing, and a filter that leaves too many counts no tags", async () => {
  const many = Array.from({ length: countedMax }, () => ({
    name: "sea",
    tags: [],
    mediaType: "image/png",
    takenAt: null,
  }));
  for (let at = 0; at < many.length; at += 2_500) await file(many.slice(at, at + 2_500));
  expect((await counts("q=sea&dates=month")).data).toEqual({ kinds: null, tags: null, dates: null });
  const filtered = (await counts("kind=image&dates=month")).data;
  expect(filtered.tags).toBeNull();
  expect(filtered.kinds.image).toBe(480 + countedMax);
  expect(filtered.dates.at(-1)).toEqual({ date: null, count: expect.any(Number) });
  expect((await counts("")).data.tags).toContainEqual({ id: "Blue", count: 400, type: "user" });
});
