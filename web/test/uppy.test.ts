import { randomBytes, randomInt } from "node:crypto";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { build } from "vite";
import { expect, onTestFinished, test } from "vitest";
import { newAgent } from "../../test/support/agent.ts";
import { testApp } from "../../test/support/app.ts";
import { movie } from "../../test/support/files.ts";
import { cuttingProxy } from "../../test/support/processes/cutting-proxy.ts";
import { chromiumArguments, chromiumPath } from "./chromium.ts";

const MB = 1024 * 1024;
const entry = fileURLToPath(new URL("uppy-page.ts", import.meta.url));

/** The page's script with Uppy, in one text. */
async function pageScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, minify: false, lib: { entry, formats: ["iife"], name: "page" } },
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const [first] = [built].flat();
  const [chunk] = first && "output" in first ? first.output : [];
  return chunk?.code ?? "";
}

test.skipIf(chromiumPath() === undefined)(
  "a file that Uppy sends from a page arrives byte for byte over a connection that breaks fifty times",
  { timeout: 120_000 },
  async () => {
    const proxy = await cuttingProxy();
    const { app } = await testApp({ config: { publicUrl: proxy.origin, unclaimedStorageBytesMax: 64 * MB } });
    proxy.to(Number(new URL(await app.listen()).port));
    const { organizationId, libraryId, apiKey, library, get } = await newAgent(app);
    const file = movie(randomBytes(2 * MB).toString("hex"));
    const browser = await chromium.launch({
      executablePath: chromiumPath() as string,
      args: chromiumArguments,
    });
    onTestFinished(() => browser.close());
    const page = await browser.newPage();
    await page.route(`${proxy.origin}/page`, (route) =>
      route.fulfill({ contentType: "text/html", body: "<!doctype html>" }),
    );
    await page.goto(`${proxy.origin}/page`);
    await page.addScriptTag({ content: await pageScript() });
    proxy.cutNext(50, () => randomInt(1, 150_000));
    proxy.cut(); // connections that the browser keeps from before
    const failures = await page.evaluate((asked) => window.uploadWithUppy(asked), {
      endpoint: `${proxy.origin}/files`,
      apiKey,
      meta: { organizationId, libraryId },
      file: file.toString("base64"),
    });
    expect([failures, proxy.cuts]).toEqual([[], 50]);
    const { data } = await get(`${library}/assets`);
    expect(data.map(({ filename }: { filename: string }) => filename)).toEqual(["film.mp4"]);
    expect(file.equals((await app.inject(new URL(data[0].url).pathname)).rawPayload)).toBe(true);
  },
);
