import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Page } from "playwright-core";
import sharp from "sharp";
import { connect } from "../../scripts/demo/api.ts";
import { landscapes } from "../../scripts/demo/landscapes.ts";
import { freePort } from "../../test/support/processes/free-port.ts";
import { chromiumArguments, chromiumPath } from "../test/chromium.ts";
import { fillMemory } from "./memory.ts";
import { startServer } from "./server.ts";

// `npm run screenshots`: the pictures in docs/screenshots, of a server of their own with drawn pictures in it.

const folder = fileURLToPath(new URL("../../docs/screenshots/", import.meta.url));
const email = "ada@example.com";
const pictures = 60;

const dataDir = await mkdtemp(join(tmpdir(), "rookery-screenshots-"));
const server = await startServer(join(dataDir, "data"), await freePort());
const browser = await chromium.launch({
  executablePath: chromiumPath() as string,
  args: chromiumArguments,
});
try {
  await mkdir(folder, { recursive: true });
  await take();
} finally {
  await browser.close();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function take(): Promise<void> {
  const { claimUrl } = await fillLibrary();
  const page = await open({});
  await page.goto(claimUrl);
  await page.getByRole("img").nth(5).waitFor();
  await shoot(page, "claim");

  await page.getByLabel("Email address").fill(email);
  await page.getByRole("button", { name: "Email me a link" }).click();
  await page.getByLabel("6-digit code").waitFor();
  await page.getByLabel("6-digit code").fill(await server.code());
  await page.getByRole("button", { name: /^Claim for/ }).click();
  await page.waitForURL("**/app/**");
  const organization = new URL(page.url()).pathname.split("/").slice(0, 3).join("/");
  const library = `${organization}/demo`;

  await visit(page, library);
  await shoot(page, "library");
  await page.getByRole("gridcell").nth(2).click();
  await page.waitForURL(`**${library}/*`);
  await shown(page);
  await shoot(page, "asset");
  await visit(page, `${organization}/-/settings/keys`);
  await shoot(page, "keys");

  const signedIn = await page.context().storageState();
  const dark = await open({ dark: true, signedIn });
  await visit(dark, `${library}?q=lake`);
  await shoot(dark, "search-dark");
  const phone = await open({ phone: true, signedIn });
  await visit(phone, library);
  await shoot(phone, "phone");

  const memory = await fillMemory(server.url, email);
  await page.goto(memory.claimUrl);
  await page.getByRole("button", { name: /^Claim for/ }).click();
  await page.waitForURL("**/app/**");
  const tenant = new URL(page.url()).pathname.split("/").slice(0, 3).join("/");
  await visit(page, `${tenant}/-/memory/${memory.userId}`);
  await page.getByRole("tab", { name: /recall/i }).click();
  await page.getByLabel(/question/i).fill("When do we sleep in Þórsmörk?");
  await page.keyboard.press("Enter");
  await shown(page);
  await shoot(page, "memory");
}

/** An agent's part: a library from an e-mail address, with pictures that have tags and descriptions. */
async function fillLibrary(): Promise<{ claimUrl: string }> {
  const api = connect(server.url);
  const start = await api.start(email);
  const library = api.library(start);
  const drawn = await landscapes(pictures);
  for (let from = 0; from < drawn.length; from += 20) {
    const batch = drawn.slice(from, from + 20);
    const paths = batch.map(({ filename }) => join(dataDir, filename));
    await Promise.all(batch.map(({ jpeg }, index) => writeFile(paths[index] as string, jpeg)));
    const { assets } = await library.upload(paths);
    for (const [index, { id }] of assets.entries()) {
      await library.processed(id);
      const { tags, description } = batch[index] as { tags: string[]; description: string };
      await library.tag([id], tags);
      await fetch(`${library.url}/${id}/description`, {
        method: "PATCH",
        headers: { ...library.headers, "content-type": "application/json" },
        body: JSON.stringify({ description }),
      });
    }
  }
  return start;
}

async function open({
  dark = false,
  phone = false,
  signedIn,
}: {
  dark?: boolean;
  phone?: boolean;
  signedIn?: Awaited<ReturnType<Awaited<ReturnType<typeof browser.newContext>>["storageState"]>>;
}): Promise<Page> {
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 800 },
    deviceScaleFactor: 1.5,
    hasTouch: phone,
    isMobile: phone,
    colorScheme: dark ? "dark" : "light",
    ...(signedIn && { storageState: signedIn }),
  });
  return context.newPage();
}

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await shown(page);
}

/** Until everything that was asked for is there and no longer moves. */
async function shown(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() => document.querySelector("[aria-busy=true]") === null);
  await page.waitForFunction(() =>
    [...document.images].every(({ complete, loading }) => complete || loading === "lazy"),
  );
  // Pictures fade in over their blurred placeholder.
  await page.waitForFunction(() => document.querySelector("img.opacity-0:not([data-shown])") === null);
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {}))),
  );
}

async function shoot(page: Page, name: string): Promise<void> {
  const png = await page.screenshot();
  await sharp(png)
    .webp({ quality: 82 })
    .toFile(join(folder, `${name}.webp`));
  console.log(`docs/screenshots/${name}.webp`);
}
