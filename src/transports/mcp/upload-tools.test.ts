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

test("addresses and base64 upload together, named by what they are called", async () => {
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

test("a file that cannot be fetched is named, and the others upload", async () => {
  web.answer = (request, response) => {
    if (request.url === "/broken") {
      response.writeHead(200, { "content-length": 1000 }).write(png);
      setImmediate(() => response.destroy());
    } else response.end(png);
  };
  const inside = { kind: "url", url: "http://169.254.169.254/latest" };
  const sources = [url("/a.png"), url("/broken"), inside, base64("notes.txt", text)];
  const { assets, responseText } = await upload({ sources });
  expect(assets).toHaveLength(1);
  expect(responseText).toBe(
    [
      "Uploaded 1 asset.",
      `Left out 'http://${web.host}/broken': The download was interrupted. Try again.`,
      "Left out 'http://169.254.169.254/latest': The file could not be downloaded. Use a direct link that anyone can open.",
      "Left out 'notes.txt': File type not supported. Use a picture, MP4, MOV, WebM or PDF.",
    ].join(" "),
  );
});

test("when no file can be fetched, the call fails with the reasons", async () => {
  expect(await upload({ sources: [{ kind: "url", url: "ftp://example.com/a" }] })).toEqual({
    code: "BAD_USER_INPUT",
    message: "Left out 'ftp://example.com/a': The URL must start with http:// or https://.",
    status: 400,
  });
});

test.each([
  [
    "an address",
    1024 * 1024,
    (bytes: Buffer) => {
      web.answer = (_request, response) => void response.end(bytes);
      return url("/huge.png");
    },
  ],
  ["base64", 512 * 1024, (bytes: Buffer) => base64("huge.png", bytes)],
])(
  "a file from %s may have %i bytes; past it the whole call fails, and nothing is stored",
  async (_, max, source) => {
    const before = await stored(services);
    const huge = Buffer.concat([png, Buffer.alloc(max - png.length + 1)]);
    const failure = await upload({ sources: [base64("small.png", png), source(huge)] });
    expect(failure).toMatchObject({ code: "PAYLOAD_TOO_LARGE", status: 413 });
    expect(await stored(services)).toEqual(before);
    expect((await upload({ sources: [source(huge.subarray(0, max))] })).assets).toHaveLength(1);
  },
);

test("twenty megabytes of base64 are taken in an instant", async () => {
  const { app: roomy } = await testApp();
  const agent = await newAgent(roomy);
  const bytes = Buffer.concat([png, Buffer.alloc(20 * 1024 * 1024)]);
  const args = {
    organizationId: agent.organizationId,
    libraryId: agent.libraryId,
    source: base64("big.png", bytes),
  };
  const { body } = await postMcp(roomy, toolCall("upload_asset", args), { apiKey: agent.apiKey });
  expect(body.result.structuredContent.assets[0].size).toBe(bytes.length);
});
