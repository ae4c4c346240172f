import { request } from "node:http";
import { expect, test, vi } from "vitest";
import { type Answer, multipart, newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { picture } from "../../../test/support/files.ts";
import { nothing, stored } from "../../../test/support/stored.ts";
import { slowUpload } from "../../../test/support/transports/slow-upload.ts";

const MB = 1024 * 1024;
const { app, services } = await testApp({ config: { fileBytesMax: MB } });
const origin = await app.listen();
const agent = await newAgent(app);
const png = await picture();
const part = (head: string, body: Buffer | string = png) =>
  Buffer.concat([Buffer.from(`--b\r\n${head}\r\n\r\n`), Buffer.from(body), Buffer.from("\r\n")]);
const file = part('Content-Disposition: form-data; name="files"; filename="a.png"');
const end = Buffer.from("--b--\r\n");
const field = (name: string, more = "") => part(`Content-Disposition: form-data; name="${name}"${more}`, "x");

test.each([
  ["an unknown key", { apiKey: "pk_unknown" }, 401],
  ["a library without a grant", { library: agent.library.replace(/[^/]+$/, "nowhere") }, 404],
  ["no Api-Version", {}, 400],
])("with %s an upload is refused before its body is read", async (what, changed, status) => {
  const upload = slowUpload(
    origin,
    { ...agent, ...changed },
    what === "no Api-Version" ? { "api-version": "" } : {},
  );
  upload.file("a.png");
  expect((await upload.answer).status).toBe(status);
  expect(await stored(services)).toEqual(nothing);
  upload.hangUp();
});

test("a client that disconnects during an upload leaves nothing", async () => {
  const upload = slowUpload(origin, agent);
  upload.file("whole.png");
  upload.bytes(png);
  upload.file("half.png");
  upload.bytes(png.subarray(0, 20));
  await vi.waitFor(async () => expect(await stored(services)).toMatchObject({ staged: [{}], staging: [{}] }));
  upload.hangUp();
  await vi.waitFor(async () => expect(await stored(services)).toEqual(nothing));
});

test("a client that keeps sending a too large body gets the answer and can reuse its connection", async () => {
  const { body, contentType } = multipart({ "huge.png": Buffer.concat([png, Buffer.alloc(40 * MB)]) });
  const headers = {
    authorization: `Bearer ${agent.apiKey}`,
    "api-version": "2026-05-20",
    "content-type": contentType,
  };
  for (let i = 0; i < 2; i++) {
    const answer = await fetch(`${origin}${agent.library}/assets`, { method: "POST", headers, body });
    expect([answer.status, ((await answer.json()) as Answer).error.code]).toEqual([413, "PAYLOAD_TOO_LARGE"]);
  }
  expect(await stored(services)).toEqual(nothing);
});

test.each([
  ["a body that is not multipart", "application/json", "{}"],
  ["no boundary", "multipart/form-data", Buffer.concat([file, end])],
  ["another boundary", "multipart/form-data; boundary=other", Buffer.concat([file, end])],
  ["an empty body", "multipart/form-data; boundary=b", ""],
  ["no end", "multipart/form-data; boundary=b", file],
  ["an end within a part's head", "multipart/form-data; boundary=b", file.subarray(0, 40)],
  ["an end within a file", "multipart/form-data; boundary=b", file.subarray(0, -20)],
  [
    "a second file that ends early",
    "multipart/form-data; boundary=b",
    Buffer.concat([file, file.subarray(0, -20)]),
  ],
  ["files as text", "multipart/form-data; boundary=b", Buffer.concat([field("files"), end])],
  [
    "a field named __proto__",
    "multipart/form-data; boundary=b",
    Buffer.concat([file, field("__proto__"), end]),
  ],
  [
    "a field named constructor",
    "multipart/form-data; boundary=b",
    Buffer.concat([file, field("constructor"), end]),
  ],
  [
    "21 fields",
    "multipart/form-data; boundary=b",
    Buffer.concat([...Array(21).fill(field("parentId")), end]),
  ],
  [
    "a file in another field",
    "multipart/form-data; boundary=b",
    Buffer.concat([file, part('Content-Disposition: form-data; name="image"; filename="b.png"'), end]),
  ],
  [
    "a parent of JSON",
    "multipart/form-data; boundary=b",
    Buffer.concat([
      file,
      part('Content-Disposition: form-data; name="parentId"\r\nContent-Type: application/json', '{"a":1}'),
      end,
    ]),
  ],
  [
    "a part without a name",
    "multipart/form-data; boundary=b",
    Buffer.concat([part("Content-Disposition: form-data"), end]),
  ],
])("%s is refused as bad input, and nothing is stored", async (_, contentType, body) => {
  const { status, error } = await agent.request("POST", `${agent.library}/assets`, Buffer.from(body), {
    "content-type": contentType,
  });
  expect([status, error.code]).toEqual([400, "BAD_USER_INPUT"]);
  expect(await stored(services)).toEqual(nothing);
});

test("other text fields are ignored, before and after the file", async () => {
  const body = Buffer.concat([field("email"), field("name"), file, field("metadata"), end]);
  const { status, data } = await agent.request("POST", `${agent.library}/assets`, body, {
    "content-type": "multipart/form-data; boundary=b",
  });
  expect(status).toBe(200);
  expect(data.assets).toMatchObject([{ name: "a" }]);
});

test("an upload with 'Expect: 100-continue' is answered", async () => {
  const { body, contentType } = multipart({ "a.png": png });
  const asking = request(`${origin}${agent.library}/assets`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${agent.apiKey}`,
      "api-version": "2026-05-20",
      "content-type": contentType,
      "content-length": body.length,
      expect: "100-continue",
    },
  });
  asking.on("continue", () => asking.end(body));
  const status = await new Promise((resolve) =>
    asking.on("response", ({ statusCode }) => resolve(statusCode)),
  );
  expect(status).toBe(200);
});
