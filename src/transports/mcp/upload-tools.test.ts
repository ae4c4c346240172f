import { expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { picture, text } from "../../../test/support/files.ts";
import { fileServer } from "../../../test/support/processes/file-server.ts";
import { stored } from "../../../test/support/stored.ts";
import { postMcp, toolCall } from "../../../test/support/transports/mcp.ts";

const png = await picture();
const web = await fileServer((_request, response) => void response.end(png));
const { app, services } = await testApp({
  config: { fetchAllowedHosts: [web.host], urlFileBytesMax: 1024 * 1024, fileBytesMax: 512 * 1024 },
});
const { organizationId, libraryId, apiKey } = await newAgent(app);
const upload = async (args: object) => {
  const { result } = (
    await postMcp(app, toolCall("upload_assets", { organizationId, libraryId, ...args }), { apiKey })
  ).body;
  return result.isError ? JSON.parse(result.content[0].text).error : result.structuredContent;
};
const url = (path: string) => ({ kind: "url", url: `http://${web.host}${path}` });
const base64 = (filename: string, bytes: Buffer) => ({
  kind: "base64",
  filename,
  mimeType: "image/png",
  data: bytes.toString("base64"),
});

test("one call can upload URLs and base64, with their filenames", async () => {
  web.answer = (request, response) => {
    if (request.url === "/named")
      response.setHeader("content-disposition", "attachment; filename*=UTF-8''h%C3%BCtte.png");
    response.end(png);
  };
  const sources = [
    url("/named"),
    url("/holiday/beach%20day.png?size=1"),
    url("/"),
    base64("inline.png", png),
  ];
  const { assets, responseText } = await upload({ sources });
  expect(responseText).toBe("Uploaded 4 assets.");
  expect(assets.map(({ filename }: { filename: string }) => filename).sort()).toEqual([
    "beach day.png",
    "hütte.png",
    "inline.png",
    "untitled",
  ]);
});

test("a file of an unsupported type is named, and the others are uploaded", async () => {
  web.answer = (_request, response) => void response.end(png);
  const sources = [url("/a.png"), base64("notes.txt", text)];
  const { assets, responseText } = await upload({ sources });
  expect(assets).toHaveLength(1);
  expect(responseText).toBe(
    "Uploaded 1 asset. Left out 'notes.txt': File type not supported. Use a picture, a video or a PDF.",
  );
});

test("a URL source may set the filename", async () => {
  web.answer = (_request, response) => void response.end(png);
  const { assets } = await upload({ sources: [{ ...url("/download?id=5"), filename: "cove.png" }] });
  expect(assets).toMatchObject([{ name: "cove", filename: "cove.png" }]);
});

test.each([
  ["that breaks off", () => url("/broken"), "The download was interrupted. Try again."],
  [
    "inside a private network",
    () => ({ kind: "url", url: "http://169.254.169.254/latest" }),
    "The file could not be downloaded. Use a direct link that anyone can open.",
  ],
  [
    "of another scheme",
    () => ({ kind: "url", url: "ftp://example.com/a" }),
    "The URL must start with http:// or https://.",
  ],
])("a URL %s fails the whole call, and nothing is stored", async (_, source, reason) => {
  web.answer = (request, response) => {
    if (request.url === "/broken") {
      response.writeHead(200, { "content-length": 1000 }).write(png);
      setImmediate(() => response.destroy());
    } else response.end(png);
  };
  const before = await stored(services);
  expect(await upload({ sources: [url("/a.png"), base64("b.png", png), source()] })).toEqual({
    code: "BAD_USER_INPUT",
    message: `Nothing was uploaded, because of '${source().url}': ${reason}`,
    status: 400,
  });
  expect(await stored(services)).toEqual(before);
});

test("a call whose files are all refused fails with the reasons", async () => {
  expect(await upload({ sources: [base64("a.txt", text), base64("b.txt", text)] })).toMatchObject({
    code: "BAD_USER_INPUT",
    message: expect.stringMatching(/^Left out 'a\.txt': .* Left out 'b\.txt': /),
  });
});

test("base64 may have 512 kB, and a larger one fails the whole call and stores nothing", async () => {
  const max = 512 * 1024;
  const before = await stored(services);
  const huge = Buffer.concat([png, Buffer.alloc(max - png.length + 1)]);
  const failure = await upload({ sources: [base64("small.png", png), base64("huge.png", huge)] });
  expect(failure).toMatchObject({ code: "PAYLOAD_TOO_LARGE", status: 413 });
  expect(await stored(services)).toEqual(before);
  expect((await upload({ sources: [base64("huge.png", huge.subarray(0, max))] })).assets).toHaveLength(1);
});

test("a file from a URL may have a megabyte, and a larger one is left out and named", async () => {
  const max = 1024 * 1024;
  let bytes = Buffer.concat([png, Buffer.alloc(max - png.length)]);
  web.answer = (_request, response) => void response.end(bytes);
  expect((await upload({ sources: [url("/huge.png")] })).assets).toHaveLength(1);
  bytes = Buffer.concat([bytes, Buffer.alloc(1)]);
  const { assets, responseText } = await upload({ sources: [base64("small.png", png), url("/huge.png")] });
  expect(assets).toHaveLength(1);
  expect(responseText).toBe(
    `Uploaded 1 asset. Left out 'http://${web.host}/huge.png': The file is larger than 1 MB.`,
  );
});

test("twenty megabytes of base64 arrive whole", async () => {
  const { app: roomy, services: roomyServices } = await testApp();
  const agent = await newAgent(roomy);
  const bytes = Buffer.concat([png, Buffer.alloc(20 * 1024 * 1024)]);
  const args = {
    organizationId: agent.organizationId,
    libraryId: agent.libraryId,
    source: base64("big.png", bytes),
  };
  const { body } = await postMcp(roomy, toolCall("upload_asset", args), { apiKey: agent.apiKey });
  // `size` is of what links serve, which leaves out the padding.
  const { rows } = await roomyServices.database.pool.query("select bytes::int from assets where id = $1", [
    body.result.structuredContent.assets[0].id,
  ]);
  expect(rows).toEqual([{ bytes: bytes.length }]);
});
