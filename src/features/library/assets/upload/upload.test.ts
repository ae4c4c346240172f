import { expect, test } from "vitest";
import { type Answer, multipart, newAgent, send } from "../../../../../test/support/agent.ts";
import { testApp } from "../../../../../test/support/app.ts";
import { movie, pdf, picture, text } from "../../../../../test/support/files.ts";
import { newKey, newOrganization } from "../../../../../test/support/operator.ts";
import { nothing, stored } from "../../../../../test/support/stored.ts";

const MB = 1024 * 1024;
const { app, services } = await testApp({ config: { fileBytesMax: MB } });
const png = await picture();
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}.png`, png]));
const namesOf = (answer: Answer) => answer.data.assets.map(({ name }: { name: string }) => name);

/** Runs `attempt` and expects that it left nothing: no row, blob, staged blob or temporary file. */
async function leavesNothing<T>(attempt: () => Promise<T>): Promise<T> {
  const before = await stored(services);
  const result = await attempt();
  expect(await stored(services)).toEqual(before);
  return result;
}

test("an upload returns ids, permanent links and media types at once", async () => {
  const agent = await newAgent(app);
  const { status, data } = await agent.upload({ "a sunset.png": png });
  expect(status).toBe(200);
  expect(data.responseText).toBe("Uploaded 1 asset.");
  const [asset] = data.assets;
  expect(asset).toMatchObject({
    id: expect.stringMatching(/^[A-Za-z0-9_-]{11}$/),
    name: "a sunset",
    filename: "a sunset.png",
    libraryId: agent.libraryId,
    type: "main",
    contentType: "image/png",
    size: png.length,
    status: "processing",
    progress: 0,
    error: null,
    width: null,
    height: null,
    blurhash: null,
    thumbUrl: null,
    url: `http://localhost:3000/cdn/${agent.organizationId}/${agent.libraryId}/${asset.id}`,
  });
  const served = await app.inject(new URL(asset.url).pathname);
  expect(served.rawPayload).toEqual(png);
});

test("files keep their order: the last of a request is the newest", async () => {
  const agent = await newAgent(app);
  const { data } = await agent.upload({ "1.png": png, "2.png": png, "3.png": png });
  expect(data.assets.map(({ name }: { name: string }) => name)).toEqual(["1", "2", "3"]);
  const listed = (await agent.get(`${agent.library}/assets`)).data;
  expect(listed.map(({ name }: { name: string }) => name)).toEqual(["3", "2", "1"]);
});

test("video and PDF are ready at once, without dimensions and sizes", async () => {
  const agent = await newAgent(app);
  const { data } = await agent.upload({ "a.mp4": movie(), "b.pdf": pdf });
  for (const asset of data.assets) {
    expect(asset).toMatchObject({ status: "ready", progress: 100, width: null, thumbUrl: null, sizes: null });
  }
});

test("a request can upload 20 files, and one with 21 is refused and stores nothing", async () => {
  const agent = await newAgent(app);
  expect((await agent.upload(many(20))).data.assets).toHaveLength(20);
  const { status, error } = await leavesNothing(() => agent.upload(many(21)));
  expect([status, error.code]).toEqual([400, "BAD_USER_INPUT"]);
  expect(error.message).toContain("20 files");
});

test("a request without a file is refused", async () => {
  const agent = await newAgent(app);
  const { status, error } = await agent.upload({});
  expect([status, error.code]).toEqual([400, "BAD_USER_INPUT"]);
  expect(error.message).toContain("at least 1 item");
});

test("a file of another type is left out and named with the reason, and the others are uploaded", async () => {
  const agent = await newAgent(app);
  const answer = await agent.upload({
    "a.png": png,
    "diary.png": text,
    "b.png": png,
    "empty.png": Buffer.alloc(0),
  });
  expect(answer.status).toBe(200);
  expect(namesOf(answer)).toEqual(["a", "b"]);
  expect(answer.data.responseText).toMatch(
    /^Uploaded 2 assets\. Left out 'diary\.png': .+type.+ Left out 'empty\.png': .+empty/,
  );
  expect((await agent.get(`${agent.library}/assets`)).data).toHaveLength(2);
});

test("a request without an accepted file fails with every name and reason", async () => {
  const agent = await newAgent(app);
  const { status, error } = await leavesNothing(() =>
    agent.upload({ "a.txt": text, "b.zip": Buffer.from("PK\x03\x04") }),
  );
  expect([status, error.code]).toEqual([400, "BAD_USER_INPUT"]);
  expect(error.message).toContain("'a.txt'");
  expect(error.message).toContain("'b.zip'");
});

test("a file above the size limit fails the whole request, and nothing is stored", async () => {
  const agent = await newAgent(app);
  const files = { "whole.png": png, "huge.png": Buffer.concat([png, Buffer.alloc(MB)]), "after.png": png };
  const { status, error } = await leavesNothing(() => agent.upload(files));
  expect([status, error.code]).toEqual([413, "PAYLOAD_TOO_LARGE"]);
  expect(error.message).toContain("'huge.png' is larger than 1 MB");
});

test("a file of exactly the size limit is accepted", async () => {
  const agent = await newAgent(app);
  const largest = Buffer.concat([pdf, Buffer.alloc(MB - pdf.length, " ")]);
  expect((await agent.upload({ "largest.pdf": largest })).data.assets[0].size).toBe(MB);
});

test("the type is detected from the content, never from the name or header", async () => {
  const agent = await newAgent(app);
  const html = Buffer.from("<html><script>alert(1)</script></html>");
  const { body, contentType } = multipart({ "page.html": png, "picture.png": html });
  const lying = Buffer.from(
    body.toString("latin1").replaceAll("application/octet-stream", "image/svg+xml"),
    "latin1",
  );
  const answer = await agent.request("POST", `${agent.library}/assets`, lying, {
    "content-type": contentType,
  });
  expect(answer.data.assets).toMatchObject([{ filename: "page.html", contentType: "image/png" }]);
  expect(answer.data.responseText).toContain("Left out 'picture.png'");
});

test("a file in an unknown form field is refused by the field's name", async () => {
  const agent = await newAgent(app);
  const withFile = multipart({ "a.png": png, "b.png": png });
  const renamed = Buffer.from(
    withFile.body.toString("latin1").replace('name="files"; filename="b', 'name="photo"; filename="b'),
    "latin1",
  );
  const { status, error } = await leavesNothing(() =>
    agent.request("POST", `${agent.library}/assets`, renamed, { "content-type": withFile.contentType }),
  );
  expect([status, error.code]).toEqual([400, "BAD_USER_INPUT"]);
  expect(error.message).toContain("'photo'");
});

test("for a read-only key the library is not found, and nothing is stored", async () => {
  const organizationId = await newOrganization(services, ["gallery"]);
  const { apiKey } = await newKey(services, organizationId, { gallery: "read" });
  const { body, contentType } = multipart({ "a.png": png });
  const upload = (library: string) =>
    send(app, apiKey, "POST", `/organizations/${organizationId}/libraries/${library}/assets`, body, {
      "content-type": contentType,
    });
  const refused = await leavesNothing(() => upload("gallery"));
  expect([refused.status, refused.error.code]).toEqual([404, "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY"]);
  expect((await upload("nowhere")).text).toBe(refused.text);
});

test("the same file uploaded twice gives two independent assets", async () => {
  const agent = await newAgent(app);
  const { data } = await agent.upload({ "a.png": png, "b.png": png });
  const [a, b] = data.assets;
  expect(a.id).not.toBe(b.id);
  await agent.request("DELETE", `${agent.library}/assets`, { ids: [a.id] });
  expect((await app.inject(new URL(b.url).pathname)).statusCode).toBe(200);
});

test("after an upload every blob on disk belongs to a row, and none is staged", async () => {
  const all = await stored(services);
  expect(all.rows.length).toBeGreaterThan(20);
  expect(all).toEqual({ ...nothing, rows: all.rows, blobs: all.rows });
});
