import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newAgent } from "../../../../../test/support/agent.ts";
import { testApp } from "../../../../../test/support/app.ts";
import { secrets, withPrivateMetadata } from "../../../../../test/support/media/pictures.ts";
import { stored } from "../../../../../test/support/stored.ts";

const { app, services } = await testApp();
const open = await testApp({ config: { servePrivateMetadata: true } });
const photograph = await withPrivateMetadata().jpeg().toBuffer();
const served = (on: typeof app, url: string) => on.inject(new URL(url).pathname);

test("a photo is served without its location and owner, and the original is kept unchanged", async () => {
  for (const secret of secrets) expect(photograph.includes(secret)).toBe(true);
  const agent = await newAgent(app);
  const [asset] = (await agent.upload({ "a.jpg": photograph })).data.assets;
  const { rawPayload, headers } = await served(app, asset.url);
  expect(asset.size).toBe(rawPayload.length);
  expect(asset.size).toBeLessThan(photograph.length);
  expect((await app.inject(`${new URL(asset.url).pathname}?download`)).rawPayload.length).toBe(asset.size);
  for (const secret of secrets) expect(rawPayload.includes(secret)).toBe(false);
  expect(Number(headers["content-length"])).toBe(rawPayload.length);
  const [blob = ""] = (await stored(services)).blobs;
  expect(await readFile(join(services.config.dataDir, "blobs", blob.slice(0, 2), blob, "original"))).toEqual(
    photograph,
  );
});

test("with SERVE_PRIVATE_METADATA a photo is served unchanged, with a different ETag", async () => {
  const [kept] = (await (await newAgent(app)).upload({ "a.jpg": photograph })).data.assets;
  const [asset] = (await (await newAgent(open.app)).upload({ "a.jpg": photograph })).data.assets;
  const { rawPayload, headers } = await served(open.app, asset.url);
  expect(rawPayload).toEqual(photograph);
  expect(asset.size).toBe(photograph.length);
  expect(headers.etag).not.toBe((await served(app, kept.url)).headers.etag);
});

test("an SVG is stored without scripts, also as the original", async () => {
  const agent = await newAgent(app);
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script><a href="javascript:alert(3)"><rect width="4" height="4" fill="teal"/></a></svg>',
  );
  const [asset] = (await agent.upload({ "a.svg": svg })).data.assets;
  const { payload, headers } = await served(app, asset.url);
  expect(payload).not.toMatch(/script|alert|onload/);
  expect(payload).toContain("rect");
  expect(headers["content-type"]).toBe("image/svg+xml; charset=utf-8");
  expect(asset.size).toBe(Buffer.byteLength(payload));
});

test("an SVG that is too large to be cleaned is refused", async () => {
  const agent = await newAgent(app);
  const huge = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg"><!--${"x".repeat(10 * 1024 * 1024)}--></svg>`,
  );
  const { status, error } = await agent.upload({ "huge.svg": huge });
  expect(status).toBe(400);
  expect(error.message).toContain("too large for its format");
});
