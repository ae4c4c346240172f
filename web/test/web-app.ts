import axe from "axe-core";
import { type BrowserContext, type Browser as Chromium, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, vi } from "vitest";
import type { Config } from "../../src/platform/config.ts";
import { type TestApp, testApp } from "../../test/support/app.ts";
import type { Browser } from "../../test/support/browser.ts";
import { freePort } from "../../test/support/processes/free-port.ts";
import { chromiumArguments, chromiumPath } from "./chromium.ts";

/** Tests that need a browser. Skipped without one. */
export const inBrowser = describe.skipIf(chromiumPath() === undefined);

export interface Visit {
  dark?: boolean;
  /** 390 × 844 with touch. */
  phone?: boolean;
  /** Uses the cookies of a signed-in person. */
  as?: Browser;
  /** The address of another server that the page goes to. */
  leavesFor?: string;
}

export interface WebApp extends TestApp {
  origin: string;
  /** A fresh browser profile with one empty page. Console errors fail the test. */
  visit(visit?: Visit): Promise<Page>;
}

/** Starts the whole application on a free port, by default with jobs, and a browser. */
export async function webApp({
  workers = true,
  fetchAllowedHosts = [],
  port: given,
  config = {},
}: {
  workers?: boolean;
  fetchAllowedHosts?: string[];
  port?: number;
  config?: Partial<Config>;
} = {}): Promise<WebApp> {
  // Pages are slow on a busy machine.
  vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });
  const port = given ?? (await freePort());
  const origin = `http://localhost:${port}`;
  const test = await testApp({
    workers,
    config: { publicUrl: origin, cdnUrl: `${origin}/cdn`, fetchAllowedHosts, ...config },
  });
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

  async function visit({ dark = false, phone = false, as, leavesFor }: Visit = {}): Promise<Page> {
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
      // Refused calls are normal, but the browser logs each.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
        complaints.push(`${page.url()}: ${message.text()}`);
      }
    });
    page.on("request", (request) => {
      // The browser's viewer of PDFs is an extension of its own.
      const isLocal = /^(data|blob|chrome-extension|chrome):/.test(request.url());
      const leaves = leavesFor !== undefined && request.url().startsWith(leavesFor);
      if (!isLocal && !leaves && !request.url().startsWith(`${origin}/`)) {
        complaints.push(`${page.url()} asked for ${request.url()}`);
      }
    });
    return page;
  }
  return { ...test, origin, visit };
}

/** Waits until a page has loaded and no animation runs. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole("heading").first().waitFor();
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() => document.querySelector("[aria-busy=true]") === null);
}

/** Accessibility problems of a page: axe's findings, one line each. */
export async function barriers(page: Pick<Page, "evaluate">): Promise<string[]> {
  // Text that is still fading in has too little contrast.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {}))),
  );
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ""}`),
  );
}
