import axe from "axe-core";
import { type BrowserContext, type Browser as Chromium, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, vi } from "vitest";
import { type TestApp, testApp } from "../../test/support/app.ts";
import type { Browser } from "../../test/support/browser.ts";
import { freePort } from "../../test/support/processes/free-port.ts";
import { chromiumArguments, chromiumPath } from "./chromium.ts";

/** Tests that need a browser; skipped where there is none. */
export const inBrowser = describe.skipIf(chromiumPath() === undefined);

export interface Visit {
  dark?: boolean;
  /** 390 × 844, by touch. */
  phone?: boolean;
  /** Comes with the cookies of somebody who has signed in. */
  as?: Browser;
}

export interface WebApp extends TestApp {
  origin: string;
  /** A fresh browser profile with one empty page. What it complains about fails the test. */
  visit(visit?: Visit): Promise<Page>;
}

/** The whole application at an address of its own, with jobs unless told otherwise, and a browser to open it in. */
export async function webApp({ workers = true } = {}): Promise<WebApp> {
  // On a machine that is busy otherwise, a page takes its time.
  vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const test = await testApp({ workers, config: { publicUrl: origin, cdnUrl: `${origin}/cdn` } });
  await test.app.listen({ port, host: "127.0.0.1" });

  let browser: Chromium | undefined;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];
  beforeAll(async () => {
    const executablePath = chromiumPath();
    if (executablePath !== undefined) {
      browser = await chromium.launch({ executablePath, args: chromiumArguments });
    }
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(() => browser?.close());

  async function visit({ dark = false, phone = false, as }: Visit = {}): Promise<Page> {
    const context = await (browser as Chromium).newContext({
      baseURL: origin,
      viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 800 },
      hasTouch: phone,
      isMobile: phone,
      colorScheme: dark ? "dark" : "light",
      permissions: ["clipboard-read", "clipboard-write"],
    });
    contexts.push(context);
    context.setDefaultTimeout(30_000);
    if (as) {
      await context.addCookies([...as.cookies].map(([name, value]) => ({ name, value, url: origin })));
    }
    const page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
    page.on("console", (message) => {
      // Refused calls are part of the app; the browser writes each of them down.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
        complaints.push(`${page.url()}: ${message.text()}`);
      }
    });
    page.on("request", (request) => {
      if (!request.url().startsWith(`${origin}/`) && !/^(data|blob):/.test(request.url())) {
        complaints.push(`${page.url()} asked for ${request.url()}`);
      }
    });
    return page;
  }
  return { ...test, origin, visit };
}

/** Once a page shows what it loads, and nothing moves. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole("heading").first().waitFor();
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() => document.querySelector("[aria-busy=true]") === null);
}

/** What stands in the way of people who use a page otherwise than by looking and pointing: axe's findings, a line each. */
export async function barriers(page: Page): Promise<string[]> {
  // Half-faded text has no contrast yet.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {}))),
  );
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ""}`),
  );
}
