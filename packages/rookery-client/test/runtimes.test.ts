import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { EdgeVM } from "@edge-runtime/vm";
import { chromium } from "playwright-core";
import { build } from "vite";
import { expect, onTestFinished, test } from "vitest";
import { signature } from "../../../src/features/webhooks/deliveries/signature.ts";
import { movie, picture } from "../../../test/support/files.ts";
import { chromiumArguments, chromiumPath } from "../../../web/test/chromium.ts";
import { type Given, journey } from "./journey.ts";
import { testServer } from "./server.ts";

const { baseUrl } = await testServer();

const body = JSON.stringify({ id: "evt_1", type: "asset.ready", data: {} });
const secret = "whsec_4fR2kd83jdLq0PzA";
const given = async (): Promise<Given> => ({
  baseUrl,
  picture: (await picture("teal", 30, 20)).toString("base64"),
  film: movie(randomBytes(600_000).toString("hex")).toString("base64"),
  webhook: { body, signature: signature(secret, body, new Date()), secret },
});
const arrived = {
  listed: ["beach.png", "film.mp4"],
  isList: true,
  duplicate: true,
  steps: 4,
  isKept: true,
  refused: ["RESOURCE_NOT_FOUND", 404, true],
  event: "asset.ready",
  recalled: true,
};

/** A module and all that it imports, in one script that sets the global `rookery`. */
async function bundled(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      minify: true,
      target: "es2022",
      lib: { entry: join(import.meta.dirname, entry), formats: ["iife"], name: "rookery" },
    },
  });
  const [first] = [built].flat();
  const chunks = first && "output" in first ? first.output : [];
  expect(chunks).toHaveLength(1);
  return chunks[0]?.code ?? "";
}

test("the whole client is smaller than 12 kB, and needs nothing of Node", async () => {
  const code = await bundled("../src/index.ts");
  const bytes = gzipSync(code).length;
  console.log(`rookery-client: ${code.length} bytes, ${bytes} compressed`);
  expect(bytes).toBeLessThan(12_000);
  expect(code).not.toMatch(/\bnode:|\brequire\(|\bprocess\.|\bBuffer\b|\bglobal\./);
});

test("it works in Node", async () => {
  expect(await journey(await given())).toEqual(arrived);
});

test("it works in an edge runtime, which has the standards of the web alone", async () => {
  const vm = new EdgeVM();
  expect(vm.evaluate("typeof process + typeof Buffer + typeof require")).toBe("undefined".repeat(3));
  vm.evaluate(`${await bundled("journey.ts")};globalThis.rookery = rookery`);
  vm.context.given = JSON.stringify(await given());
  expect(await vm.evaluate("rookery.journey(JSON.parse(given)).then(JSON.stringify)")).toBe(
    JSON.stringify(arrived),
  );
});

/** The address of a page at an origin of its own. */
async function emptyPage(): Promise<string> {
  const pages = createServer((_, response) =>
    response.setHeader("content-type", "text/html").end("<!doctype html>"),
  );
  pages.listen(0, "localhost");
  await once(pages, "listening");
  onTestFinished(() => {
    pages.closeAllConnections();
    pages.close();
  });
  return `http://localhost:${(pages.address() as AddressInfo).port}/`;
}

test.skipIf(chromiumPath() === undefined)("it works in a page of another origin", async () => {
  const browser = await chromium.launch({
    executablePath: chromiumPath() as string,
    args: chromiumArguments,
  });
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await page.goto(await emptyPage());
  await page.addScriptTag({ content: await bundled("journey.ts") });
  const outcome = await page.evaluate(
    (input) => (globalThis as unknown as { rookery: { journey: typeof journey } }).rookery.journey(input),
    await given(),
  );
  expect(outcome).toEqual(arrived);
});
