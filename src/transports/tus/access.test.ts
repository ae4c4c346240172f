import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { agentOf, newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { movie } from "../../../test/support/files.ts";
import { newKey, newOrganization, operate } from "../../../test/support/operator.ts";
import { stored } from "../../../test/support/stored.ts";
import { newTeam } from "../../../test/support/team.ts";
import { keyOf, metadata, parts, tus, tusUploads } from "../../../test/support/transports/tus.ts";
import { deleteKey } from "../../features/identity/keys/operations.ts";
import { sweepResumables } from "../../features/library/assets/upload/resumable/sweep.ts";
import { dayMs } from "../../platform/clock.ts";

const MB = 1024 * 1024;
const { app, services, clock } = await testApp({ config: { unclaimedStorageBytesMax: 3 * MB } });
const film = movie(randomBytes(50_000).toString("hex"));
const half = film.length / 2;
const { start, started, send } = tusUploads(app);

test("storage is reserved before the first byte, and free again after DELETE", async () => {
  const agent = await newAgent(app);
  const url = await started(agent, 2 * MB);
  const refused = await start(agent, 1.5 * MB);
  expect([refused.status, refused.error.code]).toEqual([403, "EPHEMERAL_STORAGE_LIMIT_EXCEEDED"]);
  const multipart = await agent.upload({ "large.mp4": movie(randomBytes(0.75 * MB).toString("hex")) });
  expect([multipart.status, multipart.error.code]).toEqual([403, "EPHEMERAL_STORAGE_LIMIT_EXCEEDED"]);
  await send(url, 0, film.subarray(0, half), keyOf(agent));
  expect((await tus(app, "DELETE", url, { headers: keyOf(agent) })).status).toBe(204);
  expect((await tus(app, "HEAD", url, { headers: keyOf(agent) })).status).toBe(404);
  expect((await stored(services)).staged).toEqual([]);
  await started(agent, 1.5 * MB);
});

test("an upload that was not finished within a day answers 410, and its bytes are deleted", async () => {
  const agent = await newAgent(app);
  const url = await started(agent, film.length);
  await send(url, 0, film.subarray(0, half), keyOf(agent));
  clock.advance(dayMs + 1000);
  const late = await send(url, half, film.subarray(half), keyOf(agent));
  expect([late.status, late.error.code]).toEqual([410, "RESOURCE_NOT_FOUND"]);
  await sweepResumables(services);
  const left = await stored(services);
  expect([left.staged, left.staging]).toEqual([[], []]);
  expect((await tus(app, "HEAD", url, { headers: keyOf(agent) })).status).toBe(410);
  await started(agent, 3 * MB); // nothing is reserved any more
  clock.advance(8 * dayMs);
  await sweepResumables(services);
  expect((await tus(app, "HEAD", url, { headers: keyOf(await newAgent(app)) })).status).toBe(404);
});

test("another key, and no key, cannot touch an upload", async () => {
  const organizationId = await newOrganization(services, ["gallery"]);
  const [mine, sister] = await Promise.all([
    newKey(services, organizationId, { gallery: "write" }),
    newKey(services, organizationId, { gallery: "write" }),
  ]);
  const agent = agentOf(app, { organizationId, libraryId: "gallery", apiKey: mine.apiKey });
  const url = await started(agent, film.length);
  for (const foreign of [await newAgent(app), agentOf(app, { ...agent, apiKey: sister.apiKey })]) {
    for (const method of ["HEAD", "GET", "DELETE"]) {
      expect((await tus(app, method, url, { headers: keyOf(foreign) })).status).toBe(404);
    }
    expect((await send(url, 0, film, keyOf(foreign))).status).toBe(404);
  }
  const bare = await send(url, 0, film, {});
  expect([bare.status, bare.error.code]).toEqual([401, "UNAUTHENTICATED"]);
  expect((await send(url, 0, film.subarray(0, half), keyOf(agent))).status).toBe(204);
  await operate(services, deleteKey, { organizationId, keyId: mine.id });
  expect((await send(url, half, film.subarray(half), keyOf(agent))).status).toBe(404);
});

test("uploads go only to libraries that the key may write to", async () => {
  const organizationId = await newOrganization(services, ["gallery", "hidden"]);
  const reading = await newKey(services, organizationId, { gallery: "read" });
  const agent = agentOf(app, { organizationId, libraryId: "gallery", apiKey: reading.apiKey });
  for (const libraryId of ["gallery", "hidden", "missing"]) {
    const { status, error } = await start({ ...agent, libraryId }, 10);
    expect([status, error.code]).toEqual([404, "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY"]);
  }
});

test("the app uploads by its session: viewers cannot, and another member cannot go on with an upload", async () => {
  const { organizationId, owner, editor, viewer } = await newTeam(app, services);
  const files = "/api/app/files";
  const given = metadata({ organizationId, libraryId: "pictures", filename: "film.mp4" });
  const creation = {
    "tus-resumable": "1.0.0",
    "upload-length": String(film.length),
    "upload-metadata": given,
  };
  const refused = await viewer.request("POST", files, undefined, creation);
  expect([refused.status, refused.error.code]).toEqual([403, "FORBIDDEN"]);
  const created = await editor.request("POST", files, undefined, creation);
  expect(created.status).toBe(201);
  const url = new URL(created.headers.location as string).pathname;
  expect(url).toMatch(/^\/api\/app\/files\/[\w-]{43}$/);
  const part = { ...parts, "tus-resumable": "1.0.0", "upload-offset": "0" };
  expect((await owner.request("PATCH", url, film, part)).status).toBe(404);
  expect((await tus(app, "HEAD", url.replace("/api/app", ""))).status).toBe(404);
  const sent = await editor.request("PATCH", url, film, part);
  expect([sent.status, sent.headers["asset-id"]]).toEqual([204, expect.any(String)]);
});

test("an address of createUpload starts one upload, which needs no key until it is finished", async () => {
  const agent = await newAgent(app);
  const { data } = await agent.request("POST", `${agent.library}/uploads`, { filename: "beach.mp4" });
  const { pathname, search } = new URL(data.resumableUrl);
  const create = (bytes: number) =>
    tus(app, "POST", `${pathname}${search}`, { headers: { "upload-length": String(bytes) } });
  const created = await create(film.length);
  expect(created.status).toBe(201);
  // The answer was lost, and the client asks again.
  expect((await create(film.length)).headers.location).toBe(created.headers.location);
  expect((await create(film.length + 1)).error.code).toBe("CONFLICT");
  expect(
    (await app.inject({ method: "PUT", url: new URL(data.uploadUrl).pathname, payload: film })).statusCode,
  ).toBe(404);

  clock.advance(60 * 60_000); // the upload takes longer than the address lasts
  const url = new URL(created.headers.location as string).pathname;
  await send(url, 0, film.subarray(0, half), {});
  const { headers } = await send(url, half, film.subarray(half), {});
  const asset = await agent.get(`${agent.library}/assets/${headers["asset-id"]}`);
  expect(asset.data).toMatchObject({ filename: "beach.mp4", url: headers["asset-url"] });
  expect((await tus(app, "GET", url)).data.id).toBe(headers["asset-id"]);
});

test("an address of createUpload that was used or has expired starts no upload", async () => {
  const agent = await newAgent(app);
  const create = async () => {
    const { data } = await agent.request("POST", `${agent.library}/uploads`, { filename: "beach.mp4" });
    const { pathname, search } = new URL(data.resumableUrl);
    return {
      ...data,
      start: () => tus(app, "POST", `${pathname}${search}`, { headers: { "upload-length": "9" } }),
    };
  };
  const used = await create();
  await app.inject({ method: "PUT", url: new URL(used.uploadUrl).pathname, payload: film });
  expect((await used.start()).status).toBe(404);
  const late = await create();
  clock.advance(15 * 60_000);
  expect((await late.start()).status).toBe(404);
});
