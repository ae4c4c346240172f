import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { purgeTrash } from "../src/features/library/assets/trash/purge.ts";
import { dayMs } from "../src/platform/clock.ts";
import { agentOf } from "./support/agent.ts";
import { testApp } from "./support/app.ts";
import { movie } from "./support/files.ts";
import { newKey, newOrganization } from "./support/operator.ts";

const { app, services, database, clock } = await testApp();
const organizationId = await newOrganization(services, ["left", "right"]);
const { apiKey } = await newKey(services, organizationId, { left: "write", right: "write" });
const libraries = ["left", "right"].map((libraryId) => agentOf(app, { organizationId, libraryId, apiKey }));
const tags = ["a", "b", "C", "c", "D"];
const [first] = libraries as [(typeof libraries)[number]];
const any = <T>(items: readonly T[]) => items[Math.floor(Math.random() * items.length)] as T;

/** Compares the libraries' counters with the rows. */
async function expectExactCounters(): Promise<void> {
  const { data } = await first.get(`/organizations/${organizationId}/libraries`);
  const truth = await database.query(
    sql`select l.slug as id, l.name,
          count(a.id) filter (where a.trashed_at is null)::int as "assetsCount",
          count(a.id) filter (where a.trashed_at is null)::int as "photosCount",
          count(a.id) filter (where a.trashed_at is not null)::int as "trashCount",
          l.is_private as private, l.link_seconds as "linkSeconds"
        from libraries l left join assets a on a.library_id = l.id and a.parent_id is null
        group by l.id order by l.id`,
  );
  expect(data.map(({ tags: _, ...library }: { tags: unknown }) => library)).toEqual(truth);
  for (const { library, libraryId } of libraries) {
    const counted = (await first.get(`${library}/tags`)).data as { id: string; count: number }[];
    const recounted = await database.query<{ key: string; count: number }>(
      sql`select key, count(*)::int from assets a join libraries l on l.id = a.library_id, unnest(a.tag_keys) as key
          where l.slug = ${libraryId} and a.parent_id is null and a.trashed_at is null group by key order by key`,
    );
    const sorted = counted.map(({ id, count }) => ({ key: id.toLowerCase(), count }));
    expect(sorted.sort((a, b) => (a.key < b.key ? -1 : 1))).toEqual(recounted);
  }
}

test("counters stay exact and no call fails while two libraries are changed concurrently", async () => {
  const known: string[] = [];
  const steps: (() => Promise<{ status: number; text: string }>)[] = [];
  for (const here of libraries) {
    const there = libraries.find((library) => library !== here) as (typeof libraries)[number];
    const some = () => [any(known), any(known), any(known)];
    const upload = async (parentId?: string) => {
      const answer = await here.upload({ "a.mp4": movie() }, parentId === undefined ? {} : { parentId });
      known.push(...(answer.data?.assets ?? []).map(({ id }: { id: string }) => id));
      return answer;
    };
    steps.push(
      () => upload(),
      () => upload(),
      () => upload(any(known)),
      () => here.request("DELETE", `${here.library}/assets`, { ids: [any(known)] }),
      () =>
        here.request("POST", `${here.library}/assets/tag`, {
          assetIds: [any(known)],
          tags: [any(tags), any(tags)],
        }),
      () => here.request("POST", `${here.library}/assets/tag`, { assetIds: some(), tags }),
      () =>
        here.request("POST", `${here.library}/assets/untag`, {
          assetIds: [any(known)],
          tags: [any(tags), any(tags)],
        }),
      () =>
        here.request("POST", `${here.library}/assets/transfer`, {
          targetLibraryId: there.libraryId,
          assetIds: [any(known)],
        }),
      () =>
        here.request("POST", `${here.library}/assets/transfer`, {
          targetLibraryId: there.libraryId,
          assetIds: some(),
        }),
    );
  }
  for (const library of libraries) {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.mp4`, movie()]));
    known.push(...(await library.upload(many)).data.assets.map(({ id }: { id: string }) => id));
  }
  const statuses = new Map<number, number>();
  const hand = async () => {
    for (let i = 0; i < 50; i++) {
      const { status } = await any(steps)();
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 8 }, hand));
  // 400 and 404: the asset is in the other library, in the trash, or is a view.
  expect([...statuses.keys()].filter((status) => ![200, 400, 404].includes(status))).toEqual([]);
  expect(statuses.get(200)).toBeGreaterThan(50);
  await expectExactCounters();

  clock.advance(31 * dayMs);
  await Promise.all([purgeTrash(services), purgeTrash(services), hand()]);
  await expectExactCounters();
  const { deadlocks } = await database.one<{ deadlocks: number }>(
    sql`select deadlocks from pg_stat_database where datname = current_database()`,
  );
  expect(deadlocks).toBe(0);
});
