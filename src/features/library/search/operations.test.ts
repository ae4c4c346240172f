import sharp from "sharp";
import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { type Agent, agentOf, newAgent, send } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { newKey, newOrganization } from "../../../../test/support/operator.ts";

const { app, services, database } = await testApp();
const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: "teal" } })
  .png()
  .toBuffer();

const upload = async (agent: Agent, library: string, ...names: string[]): Promise<string[]> => {
  const files = Object.fromEntries(names.map((name) => [name, picture]));
  const { data } = await agent.upload(files, {
    library: `/organizations/${agent.organizationId}/libraries/${library}`,
  });
  return data.assets.map(({ id }: { id: string }) => id);
};
const search = (agent: Agent, query: string) =>
  agent.get(`/organizations/${agent.organizationId}/search/assets${query}`);
const namesIn = (answer: { data: { hits: { name: string }[] } }) => answer.data.hits.map(({ name }) => name);

/** A key for `north` and `south`, in an organization that also has `hidden`. */
async function traveller() {
  const organizationId = await newOrganization(services, ["north", "south", "hidden"]);
  const agentWith = async (libraries: Record<string, "read" | "write">) =>
    agentOf(app, {
      organizationId,
      libraryId: "north",
      apiKey: (await newKey(services, organizationId, libraries)).apiKey,
    });
  const everywhere = await agentWith({ north: "write", south: "write", hidden: "write" });
  await upload(everywhere, "north", "Málaga <1>.png");
  await upload(everywhere, "south", "malaga-2.png");
  await upload(everywhere, "hidden", "malaga 3.png");
  return agentWith({ north: "read", south: "read" });
}

test("a search returns the count, and for each hit its score and highlights", async () => {
  const agent = await newAgent(app);
  const [id = ""] = await upload(agent, agent.libraryId, "Old Harbour & <pier>.png", "boat.png");
  await agent.request("POST", `${agent.library}/assets/tag`, { assetIds: [id], tags: ["Harbour", "sea"] });
  const { status, data } = await search(agent, "?q=harb");
  expect(status).toBe(200);
  expect(data).toMatchObject({ found: 1, page: 1 });
  expect(data.hits).toHaveLength(1);
  const { score, highlights, ...asset } = data.hits[0];
  expect(asset).toEqual((await agent.get(`${agent.library}/assets/${id}`)).data);
  expect(score).toBeGreaterThan(0);
  expect(highlights).toEqual({
    name: "Old <mark>Harb</mark>our &amp; &lt;pier&gt;",
    tags: ["<mark>Harb</mark>our"],
  });
});

test("a search covers every library of the key, or only the named ones", async () => {
  const agent = await traveller();
  expect(namesIn(await search(agent, "?q=malaga"))).toEqual(["malaga-2", "Málaga <1>"]);
  expect(namesIn(await search(agent, "?q=malaga&libraries=north"))).toEqual(["Málaga <1>"]);
  expect(namesIn(await search(agent, "?q=malaga&libraries=north,south,north"))).toHaveLength(2);
  expect(namesIn(await search(agent, ""))).toEqual(["malaga-2", "Málaga <1>"]);
});

test("a library without a grant fails the call like one that does not exist", async () => {
  const agent = await traveller();
  const hidden = await search(agent, "?q=malaga&libraries=north&libraries=hidden");
  const unknown = await search(agent, "?q=malaga&libraries=north&libraries=nowhere");
  expect(hidden).toMatchObject({ status: 404, error: { code: "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY" } });
  expect(hidden.text).toBe(unknown.text);
});

test("no key, or a key of another organization, finds nothing", async () => {
  const [agent, stranger] = [await newAgent(app), await newAgent(app)];
  const path = `/organizations/${agent.organizationId}/search/assets?q=a`;
  expect((await send(app, undefined, "GET", path)).error.code).toBe("UNAUTHENTICATED");
  expect((await stranger.get(path)).error.code).toBe("INVALID_API_KEY");
});

test("pages follow each other; a page below 1 counts as 1, and a page past the end is empty", async () => {
  const agent = await newAgent(app);
  await upload(agent, agent.libraryId, "a 1.png", "a 2.png", "a 3.png");
  expect(namesIn(await search(agent, "?q=a&pageSize=2"))).toEqual(["a 3", "a 2"]);
  expect(namesIn(await search(agent, "?q=a&pageSize=2&page=2"))).toEqual(["a 1"]);
  expect((await search(agent, "?q=a&page=-4")).data).toMatchObject({ found: 3, page: 1 });
  expect((await search(agent, "?q=a&page=1000000000&pageSize=250")).data).toEqual({
    hits: [],
    found: 3,
    page: 1_000_000_000,
  });
});

test.each([`?q=${"long".repeat(126)}`, "?pageSize=251", "?pageSize=0", "?q=%00"])(
  "%s is refused",
  async (query) => {
    const agent = await newAgent(app);
    expect(await search(agent, query)).toMatchObject({ status: 400, error: { code: "BAD_USER_INPUT" } });
  },
);

test("queries of up to 500 characters of any kind are accepted", async () => {
  const agent = await newAgent(app);
  for (const q of [
    "a b ".repeat(125),
    "東".repeat(500),
    "\ud800%_\\*'\"".repeat(60),
    "*",
    "a*",
    "ß".repeat(500),
  ]) {
    expect((await search(agent, `?q=${encodeURIComponent(q.toWellFormed())}`)).status).toBe(200);
  }
});

test("the next search sees uploads, tags, descriptions and deletions", async () => {
  const agent = await newAgent(app);
  const [id = ""] = await upload(agent, agent.libraryId, "pier.png");
  const found = async (q: string) => (await search(agent, `?q=${q}`)).data.found;
  expect(await found("pier")).toBe(1);
  await agent.request("POST", `${agent.library}/assets/tag`, { assetIds: [id], tags: ["sunset"] });
  await agent.request("PATCH", `${agent.library}/assets/${id}/description`, { description: "two dogs" });
  expect([await found("sunset"), await found("dogs%20pier")]).toEqual([1, 1]);
  await agent.request("DELETE", `${agent.library}/assets`, { ids: [id] });
  expect([await found("pier"), await found("sunset"), await found("")]).toEqual([0, 0, 0]);
});

test("tags and kind filter the hits and the count", async () => {
  const agent = await newAgent(app);
  const [both = "", one = ""] = await upload(
    agent,
    agent.libraryId,
    "pier 1.png",
    "pier 2.png",
    "pier 3.png",
  );
  const tag = (ids: string[], tags: string[]) =>
    agent.request("POST", `${agent.library}/assets/tag`, { assetIds: ids, tags });
  await tag([both, one], ["Sea"]);
  await tag([both], ["night"]);
  const found = async (query: string) => {
    const answer = await search(agent, query);
    return [answer.data.found, namesIn(answer).sort()];
  };
  expect(await found("?q=pier&tags=SEA")).toEqual([2, ["pier 1", "pier 2"]]);
  expect(await found("?q=pier&tags=sea,night")).toEqual([1, ["pier 1"]]);
  expect(await found("?q=pier&tags=sea&pageSize=1&page=2")).toEqual([2, ["pier 1"]]);
  expect(await found("?tags=night")).toEqual([1, ["pier 1"]]);
  expect(await found("?q=pier&kind=image")).toEqual([3, ["pier 1", "pier 2", "pier 3"]]);
  expect(await found("?q=pier&kind=video")).toEqual([0, []]);
  expect(await found("?q=boat&tags=sea")).toEqual([0, []]);
});

test("a search is narrowed to when pictures were taken, over several libraries too", async () => {
  const agent = await traveller();
  const dates = { "Málaga <1>": "2024-05-31T23:59:59", "malaga-2": "2024-06-01T00:00:00" };
  for (const [name, takenAt] of Object.entries(dates)) {
    await database.execute(
      sql`update assets set camera = ${JSON.stringify({ takenAt })}::jsonb
          where name = ${name} and organization_id = (select id from organizations where slug = ${agent.organizationId})`,
    );
  }
  const found = async (query: string) => namesIn(await search(agent, `?q=malaga&${query}`));
  expect(await found("takenFrom=2024-05&takenTo=2024-05")).toEqual(["Málaga <1>"]);
  expect(await found("takenFrom=2024-06-01")).toEqual(["malaga-2"]);
  expect(await found("takenTo=2024&sort=taken_oldest")).toEqual(["Málaga <1>", "malaga-2"]);
  expect((await search(agent, "?q=malaga&takenTo=June")).error.message).toContain("such as '2024-05-01'");
});
