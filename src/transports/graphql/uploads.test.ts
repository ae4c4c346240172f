import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { picture, text } from "../../../test/support/files.ts";
import { newKey } from "../../../test/support/operator.ts";
import { askWithFiles, multipartRequest, post } from "../../../test/support/transports/graphql.ts";

const { app, services } = await testApp({ config: { fileBytesMax: 1024 * 1024 } });
const address = await app.listen({ port: 0, host: "127.0.0.1" });
const agent = await newAgent(app);
const here = { o: agent.organizationId, l: agent.libraryId };
const png = await picture();
const other = await picture("plum");

const upload = `mutation ($o: ID!, $l: ID!, $files: [Upload!]!, $email: String, $parentId: ID) {
  uploadAssets(organizationId: $o, libraryId: $l, files: $files, email: $email, parentId: $parentId) {
    responseText assets { id name url uploadedBy { name } parentId type }
  }
}`;
const files = (...all: [filename: string, bytes: Buffer][]) =>
  all.map(([filename, bytes], i) => ({ at: `variables.files.${i}`, filename, bytes }));
const nulls = (count: number) => Array.from({ length: count }, () => null);
const send = (sent: ReturnType<typeof files>, more: object = {}, key: string | undefined = agent.apiKey) =>
  askWithFiles(app, key, upload, { ...here, files: nulls(sent.length), ...more }, sent);
const operations = (variables: object) =>
  Buffer.from(JSON.stringify({ query: upload, variables: { ...here, ...variables } }));
const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const sendParts = (parts: Parameters<typeof multipartRequest>[0]) => {
  const { body, contentType } = multipartRequest(parts);
  return post(app, agent.apiKey, body, { "content-type": contentType, "apollo-require-preflight": "1" });
};
const staged = async () =>
  (await services.database.pool.query("select count(*)::int as n from staged_blobs")).rows[0].n;
const stored = async () => (await agent.get(`${agent.library}/assets?pageSize=500`)).data.length;

test("several files are uploaded with `email` as their uploader", async () => {
  const { status, data } = await send(files(["a.png", png], ["b.png", other]), { email: "ada@example.com" });
  expect(status).toBe(200);
  expect(data.uploadAssets.responseText).toBe("Uploaded 2 assets.");
  expect(data.uploadAssets.assets).toMatchObject([
    { name: "a", uploadedBy: { name: "ada@example.com" }, type: "main" },
    { name: "b", uploadedBy: { name: "ada@example.com" }, type: "main" },
  ]);
  const original = await app.inject(new URL(data.uploadAssets.assets[1].url).pathname);
  expect(original.statusCode).toBe(200);
});

test("files may be separate variables", async () => {
  const query = `mutation ($o: ID!, $l: ID!, $one: Upload!, $two: Upload!) {
    uploadAssets(organizationId: $o, libraryId: $l, files: [$two, $one]) { assets { name } }
  }`;
  const { data } = await askWithFiles(app, agent.apiKey, query, { ...here, one: null, two: null }, [
    { at: "variables.one", filename: "one.png", bytes: png },
    { at: "variables.two", filename: "two.png", bytes: png },
  ]);
  expect(data.uploadAssets.assets).toEqual([{ name: "two" }, { name: "one" }]);
});

test("two uploads of one request get their files in order", async () => {
  const query = `mutation ($o: ID!, $l: ID!, $one: Upload!, $two: Upload!) {
    a: uploadAssets(organizationId: $o, libraryId: $l, files: [$one]) { assets { name } }
    b: uploadAssets(organizationId: $o, libraryId: $l, files: [$two]) { assets { name } }
  }`;
  const { data } = await askWithFiles(app, agent.apiKey, query, { ...here, one: null, two: null }, [
    { at: "variables.one", filename: "one.png", bytes: png },
    { at: "variables.two", filename: "two.png", bytes: png },
  ]);
  expect(data).toEqual({ a: { assets: [{ name: "one" }] }, b: { assets: [{ name: "two" }] } });
});

test("with parentId the file becomes a view of that asset", async () => {
  const { data } = await send(files(["parent.png", png]));
  const parentId = data.uploadAssets.assets[0].id;
  const view = await send(files(["crop.png", other]), { parentId });
  expect(view.data.uploadAssets.assets).toMatchObject([{ type: "view", parentId }]);
});

test("a refused file is named and the others are uploaded, and a request without an accepted file is bad input", async () => {
  const { data } = await send(files(["diary.txt", text], ["a.png", png]));
  expect(data.uploadAssets.responseText).toMatch(/^Uploaded 1 asset\. Left out 'diary.txt': /);
  expect(await send(files(["diary.txt", text]))).toMatchObject({
    status: 400,
    errors: [{ extensions: { code: "BAD_USER_INPUT" } }],
  });
});

test("a file above the limit is refused, and nothing is stored", async () => {
  const before = [await stored(), await staged()];
  const answer = await send(
    files(["a.png", png], ["big.png", Buffer.concat([png, Buffer.alloc(1024 * 1024)])]),
  );
  expect(answer).toMatchObject({
    status: 413,
    data: { uploadAssets: null },
    errors: [{ extensions: { code: "PAYLOAD_TOO_LARGE", http: { status: 413 } } }],
  });
  expect([await stored(), await staged()]).toEqual(before);
});

test("an upload has 1 to 20 files", async () => {
  const many = files(...Array.from({ length: 21 }, (_, i): [string, Buffer] => [`${i}.png`, png]));
  expect(await send(many)).toMatchObject({
    status: 400,
    errors: [{ message: "Send at most 20 files at a time." }],
  });
  expect(await send([])).toMatchObject({ status: 400, errors: [{ extensions: { code: "BAD_USER_INPUT" } }] });
});

test("multipart without a key is refused unless a header forces a preflight request", async () => {
  const [file] = files(["a.png", png]);
  const sendWith = (key: string | undefined, headers: Record<string, string>) =>
    askWithFiles(app, key, upload, { ...here, files: [null] }, file ? [file] : [], headers);
  for (const [name, value] of [
    ["accept", "*/*"],
    ["cookie", "better-auth.session_token=x"],
    ["authorization", "Basic eDp5"],
  ] as const) {
    expect(await sendWith(undefined, { [name]: value })).toMatchObject({
      status: 400,
      errors: [{ message: expect.stringContaining("Apollo-Require-Preflight") }],
    });
  }
  expect((await sendWith(undefined, { "x-requested-with": "XMLHttpRequest" })).status).toBe(401);
  expect((await sendWith(agent.apiKey, {})).status).toBe(200);
});

const file = { name: "0", filename: "a.png", bytes: png };
const map = { name: "map", bytes: json({ 0: ["variables.files.0"] }) };
const asking = { name: "operations", bytes: operations({ files: [null] }) };
test.each([
  ["no parts", []],
  ["the map before the operations", [map, asking, file]],
  ["a file before the map", [asking, file, map]],
  ["operations that are not JSON", [{ name: "operations", bytes: Buffer.from("{") }, map, file]],
  ["several operations", [{ name: "operations", bytes: json([{ query: upload }]) }, map, file]],
  ["a map that is not an object", [asking, { name: "map", bytes: json(["variables.files.0"]) }, file]],
  [
    "a file at two paths",
    [asking, { name: "map", bytes: json({ 0: ["variables.files.0", "variables.x"] }) }, file],
  ],
  ["a path that does not exist", [asking, { name: "map", bytes: json({ 0: ["variables.files.7"] }) }, file]],
  ["a path in the document", [asking, { name: "map", bytes: json({ 0: ["query"] }) }, file]],
  ["a path in a prototype", [asking, { name: "map", bytes: json({ 0: ["variables.__proto__.x"] }) }, file]],
  ["a file missing", [asking, map]],
  ["a file that the map does not name", [asking, map, { ...file, name: "1" }]],
])("a request with %s is refused and stores nothing", async (_, parts) => {
  const before = [await stored(), await staged()];
  const answer = await sendParts(parts);
  expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: "BAD_USER_INPUT" } }] });
  expect([await stored(), await staged()]).toEqual(before);
});

test("a file must be a part of the request", async () => {
  const body = { query: upload, variables: { ...here, files: [{ part: "0" }] } };
  const answer = await post(app, agent.apiKey, JSON.stringify(body), { "content-type": "application/json" });
  expect(answer).toMatchObject({ status: 400, errors: [{ message: expect.stringContaining("multipart") }] });
});

test("a read-only key is refused before any file is read", async () => {
  const { apiKey: reading } = await newKey(services, agent.organizationId, { [agent.libraryId]: "read" });
  for (const [key, status, code] of [
    [reading, 404, "UNAUTHORIZED"],
    ["pk_unknown", 401, "INVALID_API_KEY"],
  ] as const) {
    const answer = await send(files(["a.png", png]), {}, key);
    expect(answer).toMatchObject({ status, errors: [{ extensions: { code } }] });
  }
  expect(await staged()).toBe(0);
});

test("files are streamed: a refusal is answered while the file is still being sent", async () => {
  const { body, contentType } = multipartRequest([asking, map, file]);
  const outgoing = httpRequest(`${address}/graphql`, {
    method: "POST",
    headers: { "content-type": contentType, "apollo-require-preflight": "1" },
  });
  outgoing.write(body.subarray(0, body.length - 200));
  const [response] = await once(outgoing, "response"); // the rest of the body is never sent
  expect(response.statusCode).toBe(401);
  outgoing.destroy();
});
