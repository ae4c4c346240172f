import sql from "sql-template-tag";
import { expect, test, vi } from "vitest";
import { type Agent, agentOf, newAgent } from "../../../../../test/support/agent.ts";
import { testApp } from "../../../../../test/support/app.ts";
import { brokenPicture, movie, pdf, picture, text } from "../../../../../test/support/files.ts";
import { jobsDone } from "../../../../../test/support/jobs.ts";
import { newKey, newOrganization, operate } from "../../../../../test/support/operator.ts";
import { webhookReceiver } from "../../../../../test/support/processes/webhook-receiver.ts";
import { stored } from "../../../../../test/support/stored.ts";
import { newTeam } from "../../../../../test/support/team.ts";
import { openDatabase } from "../../../../platform/database/database.ts";
import { limitOrganization } from "../../../identity/organizations/operations/limit.ts";
import { openLinks } from "../../delivery/links.ts";
import { processAsset } from "../process/process.ts";

const cdn = await webhookReceiver();
const { app, services, database, clock, connection } = await testApp({
  workers: true,
  config: { fetchAllowedHosts: [cdn.host], cdnPurgeUrl: cdn.url },
});
const png = await picture("teal", 900, 600);
const red = await picture("red", 500, 500);

async function uploaded(agent: Agent, files: Record<string, Buffer> = { "a.png": png }) {
  return (await agent.upload(files)).data.assets[0];
}
const replace = (agent: Agent, id: string, body: Buffer, query = "") =>
  agent.request("PUT", `${agent.library}/assets/${id}/file${query}`, body, {
    "content-type": "application/octet-stream",
  });
const ready = (agent: Agent, id: string) =>
  vi.waitFor(async () => {
    const { data } = await agent.get(`${agent.library}/assets/${id}`);
    expect(data.status).toBe("ready");
    return data;
  }, 10_000);
const fetched = (url: string, headers = {}) => app.inject({ url: new URL(url).pathname, headers });

test("the new file is at the same link at once, with another ETag, and all that people wrote stays", async () => {
  const agent = await newAgent(app);
  const { id, url } = await uploaded(agent);
  await agent.request("POST", `${agent.library}/assets/tag`, { assetIds: [id], tags: ["Sea"] });
  const before = await ready(agent, id);
  const old = await fetched(url);
  const oldThumb = await fetched(before.thumbUrl);
  clock.advance(60_000);
  const { status, data } = await replace(agent, id, red);
  expect([status, data]).toMatchObject([
    200,
    {
      id,
      url,
      name: "a",
      filename: "a.png",
      tags: ["Sea"],
      size: red.length,
      width: null,
      created: before.created,
    },
  ]);
  const now = await fetched(url, { "if-none-match": old.headers.etag });
  expect([now.statusCode, now.rawPayload]).toEqual([200, red]);
  expect(now.headers["last-modified"]).not.toBe(old.headers["last-modified"]);
  const after = await ready(agent, id);
  expect(after).toMatchObject({ width: 500, height: 500, status: "ready" });
  expect(after.thumbUrl).not.toBe(before.thumbUrl);
  const thumb = await fetched(after.thumbUrl);
  expect(thumb.rawPayload.equals(oldThumb.rawPayload)).toBe(false);
  // A page that still has the old link sees the new picture, and does not keep it under the old link.
  const stale = await fetched(before.thumbUrl);
  expect(stale.rawPayload).toEqual(thumb.rawPayload);
  expect(stale.headers["cache-control"]).not.toContain("immutable");
});

test("the old file is deleted after the commit, and the CDN is told", async () => {
  const agent = await newAgent(app);
  const { id, url } = await uploaded(agent);
  const { thumbUrl } = await ready(agent, id);
  const blobOf = () => database.one<{ blob: string }>(sql`select blob from assets where id = ${id}`);
  const before = await blobOf();
  await replace(agent, id, red);
  await ready(agent, id);
  await jobsDone(database, "delete_blob");
  const { blobs, staged } = await stored(services);
  expect(blobs).not.toContain(before.blob);
  expect(blobs).toContain((await blobOf()).blob);
  expect(staged).toEqual([]);
  const told = () => cdn.received.flatMap(({ body }) => JSON.parse(body).urls as string[]);
  await vi.waitFor(() => expect(told()).toEqual(expect.arrayContaining([url, thumbUrl])), 20_000);
});

test("another node serves the new file as soon as it hears of it", async () => {
  const other = openDatabase(connection);
  const links = await openLinks(other, clock);
  const agent = await newAgent(app);
  const { id } = await uploaded(agent);
  const before = await links.find(id);
  await replace(agent, id, red);
  await vi.waitFor(async () => expect((await links.find(id))?.blob).not.toBe(before?.blob));
  links.close();
  await other.close();
});

test("a link that a node still has cached leads to the new file, although the old one is gone", async () => {
  const agent = await newAgent(app);
  const { id, url } = await uploaded(agent);
  const old = await services.links.read(id);
  await replace(agent, id, red);
  await jobsDone(database, "delete_blob");
  const find = vi.spyOn(services.links, "find").mockImplementation(() => old);
  const now = await fetched(url);
  find.mockRestore();
  expect([now.statusCode, now.rawPayload]).toEqual([200, red]);
});

test("bytes keep the file's name with an extension that fits, unless another is given", async () => {
  const agent = await newAgent(app);
  const { id } = await uploaded(agent, { "Été.png": png });
  expect((await replace(agent, id, movie())).data).toMatchObject({
    filename: "Été.mp4",
    contentType: "video/mp4",
    status: "ready",
    name: "Été",
  });
  expect((await replace(agent, id, pdf, "?filename=..%2Fnew.pdf")).data.filename).toBe("new.pdf");
});

test("a refused or interrupted file leaves the old one", async () => {
  const agent = await newAgent(app);
  const { id, url } = await uploaded(agent);
  for (const [body, code] of [
    [text, "BAD_USER_INPUT"],
    [Buffer.alloc(0), "BAD_USER_INPUT"],
  ] as const) {
    expect((await replace(agent, id, body)).error.code).toBe(code);
  }
  expect((await fetched(url)).rawPayload).toEqual(png);
  expect((await stored(services)).staged).toEqual([]);
});

test("a picture that was being processed does not give its size to the file that replaced it", async () => {
  const agent = await newAgent(app);
  const { id } = await uploaded(agent);
  const { blob } = await database.one<{ blob: string }>(sql`select blob from assets where id = ${id}`);
  let proceed = () => {};
  const reached = new Promise<void>((reach) => {
    const renditions = {
      ...services.renditions,
      process: async (picture: never) => {
        reach();
        await new Promise<void>((resolve) => {
          proceed = resolve;
        });
        return services.renditions.process(picture);
      },
    };
    void database
      .execute(sql`update assets set status = 'processing' where id = ${id}`)
      .then(() => processAsset({ ...services, renditions }, { assetId: id, blob }, { isLast: false }))
      .catch(() => {});
  });
  await reached;
  await replace(agent, id, red);
  proceed();
  expect(await ready(agent, id)).toMatchObject({ width: 500, height: 500 });
  await processAsset(services, { assetId: id, blob }, { isLast: false });
  expect(await ready(agent, id)).toMatchObject({ width: 500, height: 500 });
});

test("a failed picture becomes ready by a whole one", async () => {
  const agent = await newAgent(app);
  const { id } = await uploaded(agent, { "a.png": brokenPicture });
  await vi.waitFor(async () =>
    expect((await agent.get(`${agent.library}/assets/${id}`)).data.status).toBe("failed"),
  );
  await replace(agent, id, png);
  expect(await ready(agent, id)).toMatchObject({ error: null, width: 900 });
});

test("the old file's bytes do not count against the storage of the new one", async () => {
  const organizationId = await newOrganization(services, ["lib"]);
  const { apiKey } = await newKey(services, organizationId, { lib: "write" });
  const agent = agentOf(app, { organizationId, libraryId: "lib", apiKey });
  const MB = 1024 * 1024;
  await operate(services, limitOrganization, { organizationId, storageMbMax: 3 });
  const { id } = await uploaded(agent, { "a.mp4": movie("x".repeat(2 * MB)) });
  expect((await replace(agent, id, movie("y".repeat(2.5 * MB)))).status).toBe(200);
  expect((await replace(agent, id, movie("z".repeat(3 * MB)))).error.code).toBe("STORAGE_LIMIT_EXCEEDED");
  const other = await uploaded(agent, { "b.mp4": movie() });
  expect((await replace(agent, other.id, movie("y".repeat(MB)))).error.code).toBe("STORAGE_LIMIT_EXCEEDED");
});

test("an asset of another library, in the trash, or without write access cannot be replaced", async () => {
  const [agent, stranger] = [await newAgent(app), await newAgent(app)];
  const { id } = await uploaded(agent);
  expect((await replace(stranger, id, red)).error.code).toBe("RESOURCE_NOT_FOUND");
  const read = await newKey(services, agent.organizationId, { [agent.libraryId]: "read" });
  expect((await replace(agentOf(app, { ...agent, ...read }), id, red)).error.code).toBe(
    "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY",
  );
  await agent.request("DELETE", `${agent.library}/assets`, { ids: [id] });
  expect((await replace(agent, id, red)).error.code).toBe("RESOURCE_NOT_FOUND");
});

test("the audit log names the file that replaced another, and webhooks hear of it", async () => {
  const team = await newTeam(app, services);
  const place = { organizationId: team.organizationId, libraryId: "pictures" };
  const { apiKey } = await newKey(services, team.organizationId, { pictures: "write" });
  const agent = agentOf(app, { ...place, apiKey });
  const { id } = await uploaded(agent, { "a.pdf": pdf });
  await team.owner.call("setOrganizationWebhook", {
    organizationId: team.organizationId,
    url: cdn.url,
    events: ["asset.replaced", "asset.ready"],
  });
  await replace(agent, id, movie(), "?filename=b.mp4");
  const { entries } = (await team.owner.call("listAuditEntries", { organizationId: team.organizationId }))
    .data;
  expect(
    entries.find(({ operation }: { operation: string }) => operation === "replaceAssetFile"),
  ).toMatchObject({
    details: { libraryId: "pictures", assetId: id, name: "b.mp4" },
  });
  const heard = () =>
    cdn.received.flatMap(({ body }) => {
      const { type, data } = JSON.parse(body);
      return data?.asset_id === id ? [type] : [];
    });
  await vi.waitFor(() => expect(heard().toSorted()).toEqual(["asset.ready", "asset.replaced"]), 20_000);
});
