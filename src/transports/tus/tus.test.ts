import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { movie, picture, text } from "../../../test/support/files.ts";
import { secondNode } from "../../../test/support/processes/second-node.ts";
import { stored } from "../../../test/support/stored.ts";
import { keyOf, metadata, parts, sha1, tus, tusUploads } from "../../../test/support/transports/tus.ts";

const MB = 1024 * 1024;
const tested = await testApp({ config: { fileBytesMax: 8 * MB } });
const { app, services } = tested;
const other = await secondNode(tested);
const film = movie(randomBytes(50_000).toString("hex"));
const half = film.length / 2;

const { start, started, send } = tusUploads(app);
const download = async (url: string) => (await app.inject(new URL(url).pathname)).rawPayload;

test("OPTIONS tells the version, the extensions and the largest file", async () => {
  const { headers, statusCode } = await app.inject({ method: "OPTIONS", url: "/files" });
  expect(statusCode).toBe(204);
  expect(headers).toMatchObject({
    "tus-resumable": "1.0.0",
    "tus-version": "1.0.0",
    "tus-extension": "creation,creation-with-upload,termination,expiration,checksum",
    "tus-max-size": String(8 * MB),
    "tus-checksum-algorithm": "sha1,sha256",
  });
});

test("a file in two parts becomes an asset, and the last answer tells its id and link", async () => {
  const agent = await newAgent(app);
  const url = await started(agent, film.length);
  const first = await send(url, 0, film.subarray(0, half), keyOf(agent));
  expect([first.status, first.headers["upload-offset"]]).toEqual([204, String(half)]);
  expect(Date.parse(first.headers["upload-expires"] as string)).toBeGreaterThan(Date.now());
  expect((await tus(app, "HEAD", url, { headers: keyOf(agent) })).headers).toMatchObject({
    "upload-offset": String(half),
    "upload-length": String(film.length),
    "cache-control": "no-store",
  });
  expect((await tus(app, "GET", url, { headers: keyOf(agent) })).error.code).toBe("CONFLICT");

  const last = await send(url, half, film.subarray(half), keyOf(agent));
  expect(last.status).toBe(204);
  const { data } = await agent.get(`${agent.library}/assets`);
  expect(data).toMatchObject([
    { id: last.headers["asset-id"], filename: "film.mp4", contentType: "video/mp4" },
  ]);
  expect(last.headers["asset-url"]).toBe(data[0].url);
  expect(await download(data[0].url)).toEqual(film);
  expect((await tus(app, "GET", url, { headers: keyOf(agent) })).data.id).toBe(data[0].id);
  expect((await stored(services)).staged).toEqual([]);
});

test("the last part sent again, on any node, is answered with the same asset", async () => {
  const agent = await newAgent(app);
  const url = await started(agent, film.length);
  await send(url, 0, film.subarray(0, half), keyOf(agent));
  const answers = await Promise.all(
    [app, other.app, app, other.app].map((node) => send(url, half, film.subarray(half), keyOf(agent), node)),
  );
  const finished = answers.filter(({ status }) => status === 204);
  expect(finished.length).toBeGreaterThan(0);
  // The others were told that another request goes on.
  expect(
    answers
      .map(({ status }) => status)
      .filter((status) => status !== 204 && status !== 409 && status !== 400),
  ).toEqual([]);
  const again = await send(url, half, film.subarray(half), keyOf(agent), other.app);
  expect(again.status).toBe(204);
  const { data } = await agent.get(`${agent.library}/assets`);
  expect(data.map(({ id }: { id: string }) => id)).toEqual([again.headers["asset-id"]]);
  expect(new Set(finished.map(({ headers }) => headers["asset-id"]))).toEqual(new Set([data[0].id]));
  expect((await tus(other.app, "HEAD", url, { headers: keyOf(agent) })).headers).toMatchObject({
    "upload-offset": String(film.length),
    "asset-id": data[0].id,
  });
});

test("several nodes can take parts of one upload, and only one the same part", async () => {
  const agent = await newAgent(app);
  const url = await started(agent, film.length);
  const third = Math.floor(film.length / 3);
  const nodes = [app, other.app, app];
  for (const [i, node] of nodes.entries()) {
    const [from, to] = [i * third, i === 2 ? film.length : (i + 1) * third];
    const both = await Promise.all([
      send(url, from, film.subarray(from, to), keyOf(agent), node),
      send(url, from, film.subarray(from, to), keyOf(agent), other.app),
    ]);
    expect(both.map(({ status }) => status)).toContain(204);
  }
  const { data } = await agent.get(`${agent.library}/assets`);
  expect(data).toHaveLength(1);
  expect(await download(data[0].url)).toEqual(film);
});

test("bytes can come with the creation", async () => {
  const agent = await newAgent(app);
  const whole = await tus(app, "POST", "/files", {
    headers: {
      ...keyOf(agent),
      ...parts,
      "upload-length": String(film.length),
      "upload-metadata": metadata({
        organizationId: agent.organizationId,
        libraryId: agent.libraryId,
        name: "a.mp4",
      }),
    },
    body: film,
  });
  expect([whole.status, whole.headers["upload-offset"]]).toEqual([201, String(film.length)]);
  const { data } = await agent.get(`${agent.library}/assets/${whole.headers["asset-id"]}`);
  expect(data.filename).toBe("a.mp4");
});

test("bytes with a wrong checksum are dropped with a 460, and the right ones are kept", async () => {
  const agent = await newAgent(app);
  const url = await started(agent, film.length);
  const body = film.subarray(0, half);
  const wrong = await send(url, 0, body, { ...keyOf(agent), "upload-checksum": sha1(film) });
  expect([wrong.status, wrong.error.code]).toEqual([460, "BAD_USER_INPUT"]);
  expect((await tus(app, "HEAD", url, { headers: keyOf(agent) })).headers["upload-offset"]).toBe("0");
  expect((await stored(services)).staging).toEqual([]);
  const right = await send(url, 0, body, { ...keyOf(agent), "upload-checksum": sha1(body) });
  expect([right.status, right.headers["upload-offset"]]).toEqual([204, String(half)]);
  for (const checksum of ["md5 AAAA", "sha1 AAAA", "sha1"]) {
    const unknown = await send(url, half, film.subarray(half), {
      ...keyOf(agent),
      "upload-checksum": checksum,
    });
    expect([unknown.status, unknown.error.code]).toEqual([400, "BAD_USER_INPUT"]);
  }
  await tus(app, "DELETE", url, { headers: keyOf(agent) });
});

test("a refused file is not kept, and its upload is gone", async () => {
  const agent = await newAgent(app);
  const before = await stored(services);
  const url = await started(agent, text.length);
  const { status, error } = await send(url, 0, text, keyOf(agent));
  expect([status, error.code]).toEqual([400, "BAD_USER_INPUT"]);
  expect((await tus(app, "HEAD", url, { headers: keyOf(agent) })).status).toBe(404);
  expect(await stored(services)).toEqual(before);
});

test("metadata says what multipart fields and the query say", async () => {
  const agent = await newAgent(app);
  const { data } = await agent.upload({ "a.mp4": film });
  const parentId = data.assets[0].id;
  const url = await started(agent, film.length, {
    onDuplicate: "skip",
    filename: "again.mp4",
    filetype: "video/mp4",
  });
  const { headers } = await send(url, 0, film, keyOf(agent));
  expect(headers).toMatchObject({ "asset-id": parentId, "duplicate-of": parentId });
  const png = await picture();
  const view = await started(agent, png.length, { parentId, filename: "crop.png" });
  await send(view, 0, png, keyOf(agent));
  expect((await agent.get(`${agent.library}/assets/${parentId}`)).data.views).toMatchObject([
    { name: "crop" },
  ]);
});

test("a creation with an Idempotency-Key, sent again, answers the same address", async () => {
  const agent = await newAgent(app);
  const [first, again] = [
    await start(agent, film.length, {}, { "idempotency-key": "one" }),
    await start(agent, film.length, {}, { "idempotency-key": "one" }),
  ];
  expect(again.headers.location).toBe(first.headers.location);
  expect((await start(agent, 9, {}, { "idempotency-key": "one" })).error.code).toBe("BAD_USER_INPUT");
});

test("mistakes against the protocol have its statuses, and an error with a sentence", async () => {
  const agent = await newAgent(app);
  const url = await started(agent, film.length);
  const cases: [number, Promise<{ status: number; error: { message: string } }>][] = [
    [412, tus(app, "HEAD", url, { headers: { ...keyOf(agent), "tus-resumable": "0.2" } })],
    [409, send(url, 5, film.subarray(5), keyOf(agent))],
    [413, send(url, 0, Buffer.concat([film, film]), keyOf(agent))],
    [400, start(agent, 0)],
    [413, start(agent, 9 * MB)],
    [400, start(agent, 9, {}, { "upload-metadata": "organizationId ä" })],
    [400, start(agent, 9, {}, { "upload-metadata": "" })],
    [400, start(agent, 9, { onDuplicate: "maybe" })],
    [501, start(agent, 9, {}, { "upload-concat": "partial" })],
    [404, send(`/files/${"A".repeat(43)}`, 0, film, keyOf(agent))],
  ];
  for (const [status, answer] of cases) {
    const { status: answered, error } = await answer;
    expect(answered).toBe(status);
    if (error) expect(error.message).toMatch(/\.$/);
  }
  const deferred = await tus(app, "POST", "/files", {
    headers: { ...keyOf(agent), "upload-defer-length": "1", "upload-metadata": metadata({ libraryId: "a" }) },
  });
  expect(deferred.status).toBe(501);
  expect((await tus(app, "HEAD", url, { headers: keyOf(agent) })).headers["upload-offset"]).toBe("0");
});

test("a client that cannot PATCH sends POST with X-HTTP-Method-Override", async () => {
  const agent = await newAgent(app);
  const url = await started(agent, film.length);
  const headers = { ...keyOf(agent), ...parts, "upload-offset": "0", "x-http-method-override": "PATCH" };
  expect((await tus(app, "POST", url, { headers, body: film })).headers["asset-id"]).toBeDefined();
});
