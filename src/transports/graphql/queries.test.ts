import { expect, test, vi } from "vitest";
import { agentOf } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { picture } from "../../../test/support/files.ts";
import { newKey, newOrganization } from "../../../test/support/operator.ts";
import { ask } from "../../../test/support/transports/graphql.ts";

const { app, services } = await testApp();
const organizationId = await newOrganization(services, ["barcelona", "lisbon"]);
const { apiKey } = await newKey(services, organizationId, { barcelona: "write", lisbon: "write" });
const agent = agentOf(app, { organizationId, libraryId: "barcelona", apiKey });
const png = await picture();
const uploaded = (await agent.upload({ "Beach.png": png, "Hills.png": png })).data.assets as { id: string }[];
const beach = uploaded[0]?.id as string;
await agent.request("POST", `${agent.library}/assets/tag`, { assetIds: [beach], tags: ["sunset"] });

const here = { o: organizationId, l: "barcelona" };
const query = (text: string, variables: object = {}) => ask(app, apiKey, text, { ...here, ...variables });

const displayed = "description tags url thumbUrl thumbHighUrl thumbUrlBlurred blurhash width height";
const view = "id parentId width height name url thumbUrl type metadata { basedOnId created name url }";
const everything = `id name libraryId type contentType size views { ${view} } created updated uploadedBy { name } sizes
  parentId appUrl filename status progress error warning takenAt
  edits { rotate flip crop { x y width height } focalPoint { x y } } ${displayed}`;

test("viewer returns the key's organization", async () => {
  const { data } = await query("{ viewer { organizationId organizationName plan libraries } }");
  expect({ ...data.viewer }).toEqual((await agent.get("/me")).data);
});

test("libraries are the same as in REST", async () => {
  const { data } = await query(
    `query ($o: String!, $page: Int, $pageSize: Int) {
      libraries(organizationId: $o, page: $page, pageSize: $pageSize) {
        id name assetsCount photosCount trashCount private linkSeconds tags { id count type }
      }
    }`,
  );
  expect(data.libraries).toEqual((await agent.get(`/organizations/${organizationId}/libraries`)).data);
});

test("two libraries with tags need as many statements as one", async () => {
  const statements = vi.spyOn(services.database.pool, "query");
  await query("query ($o: String!) { libraries(organizationId: $o) { id tags { id count } } }");
  expect(statements).toHaveBeenCalledTimes(1);
  statements.mockRestore();
});

test("assets are the same as in REST, with sizes as text", async () => {
  const { data } = await query(
    `query ($o: ID!, $l: ID!, $page: Int, $pageSize: Int, $tags: [String!]) {
      assets(organizationId: $o, libraryId: $l, page: $page, pageSize: $pageSize, tags: $tags) { ${everything} }
    }`,
    { page: null, pageSize: 50, tags: null },
  );
  const listed = (await agent.get(`${agent.library}/assets`)).data;
  expect(data.assets).toEqual(
    listed.map((asset: { sizes: object | null }) => ({
      ...asset,
      sizes: asset.sizes === null ? null : JSON.stringify(asset.sizes),
    })),
  );
});

test("sizes are JSON text once a picture is ready", async () => {
  await services.database.pool.query(
    "update assets set status = 'ready', width = 900, height = 10 where id = $1",
    [beach],
  );
  const { data } = await query(
    "query ($o: ID!, $l: ID!, $id: ID!) { asset(organizationId: $o, libraryId: $l, assetId: $id) { sizes } }",
    { id: beach },
  );
  const { sizes } = (await agent.get(`${agent.library}/assets/${beach}`)).data;
  expect(Object.keys(sizes)).toEqual(["400", "800"]);
  expect(JSON.parse(data.asset.sizes)).toEqual(sizes);
});

test("assets can be filtered by tags and are paged", async () => {
  const ids = async (args: string) => {
    const { data } = await query(
      `query ($o: ID!, $l: ID!) { assets(organizationId: $o, libraryId: $l, ${args}) { id } }`,
    );
    return data.assets.map(({ id }: { id: string }) => id);
  };
  expect(await ids(`tags: ["SUNSET"]`)).toEqual([beach]);
  expect(await ids("pageSize: 1, page: 2")).toEqual([beach]);
});

test("numbers above 32 bits are exact", async () => {
  await services.database.pool.query("update assets set bytes = 5000000000 where id = $1", [beach]);
  const { data } = await query(
    "query ($o: ID!, $l: ID!, $id: ID!) { asset(organizationId: $o, libraryId: $l, assetId: $id) { size created } }",
    { id: beach },
  );
  expect(data.asset.size).toBe(5_000_000_000);
  expect(data.asset.created).toBeGreaterThan(2 ** 31);
});

test("searchAssets returns a score and highlights", async () => {
  const { data } = await query(
    `query ($o: ID!, $q: String!, $libraries: [ID!], $page: Int, $pageSize: Int) {
      searchAssets(organizationId: $o, q: $q, libraries: $libraries, page: $page, pageSize: $pageSize) {
        hits { ${everything} score highlights { name tags } } found page
      }
    }`,
    { q: "beach", libraries: ["barcelona"] },
  );
  expect(data.searchAssets).toMatchObject({ found: 1, page: 1 });
  expect(data.searchAssets.hits[0]).toMatchObject({
    id: beach,
    highlights: { name: "<mark>Beach</mark>", tags: null },
  });
});

test("tags are ordered by count", async () => {
  const { data } = await query(
    "query ($o: ID!, $l: ID!, $limit: Int) { tags(organizationId: $o, libraryId: $l, limit: $limit) { id count type } }",
    { limit: 5 },
  );
  expect(data.tags).toEqual([{ id: "sunset", count: 1, type: "user" }]);
});

/** The exact queries of published clients. */
const published = {
  photos: `query ($o: String!, $l: String!) {
    photos(organizationId: $o, libraryId: $l) { id name url thumbUrl views { id name url thumbUrl } }
  }`,
  assets: `query ($o: ID!, $l: ID!) {
    assets(organizationId: $o, libraryId: $l) {
      id name views { id parentId width height name url thumbUrl sizes type metadata { basedOnId created name url } }
    }
  }`,
};

test("the queries of published clients return views with sizes as JSON text", async () => {
  const view = (await agent.upload({ "detail.png": png }, { parentId: beach })).data.assets[0].id;
  await services.database.pool.query(
    "update assets set status = 'ready', width = 500, height = 10 where id = $1",
    [view],
  );
  const { photos } = (await query(published.photos)).data;
  expect(photos[1]).toMatchObject({ id: beach, views: [{ id: view, name: "detail" }] });
  const { assets } = (await query(published.assets)).data;
  expect(assets[1].views[0]).toMatchObject({ id: view, parentId: beach, width: 500, type: "view" });
  expect(JSON.parse(assets[1].views[0].sizes)).toEqual({ "400": assets[1].views[0].thumbUrl });
  const overRest = (await agent.get(`${agent.library}/assets/${beach}`)).data.views[0];
  expect(overRest).not.toHaveProperty("sizes");
});

test("photos is the deprecated list: pages start at 0, times have other names, and the rest is in metadata", async () => {
  const photos = (page?: number) =>
    query(
      `query ($o: String!, $l: String!, $page: Int) {
        photos(organizationId: $o, libraryId: $l, page: $page) { id name createdAt updatedAt metadata ${displayed} }
      }`,
      page === undefined ? {} : { page },
    );
  const { data } = await photos(0);
  const { data: asset } = await agent.get(`${agent.library}/assets/${beach}`);
  expect(data.photos).toHaveLength(2);
  expect(data.photos[1]).toMatchObject({
    id: beach,
    name: "Beach",
    url: asset.url,
    tags: ["sunset"],
    createdAt: asset.created,
    updatedAt: asset.updated,
    metadata: { filename: "Beach.png", contentType: "image/png", width: asset.width, height: asset.height },
  });
  expect((await photos()).data).toEqual(data);
  expect((await photos(-1)).data).toEqual(data);
  expect((await photos(1)).data.photos).toEqual([]);
});
