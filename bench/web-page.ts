import type { BrowserContext, Page } from "playwright-core";

export interface Opened {
  /** From the navigation on, until assets are in the grid. */
  cellsMs: number;
  /** Until then and until nothing has kept the page busy for half a second: 50 ms at a time at most. */
  interactiveMs: number;
  /** Over the wire. */
  scriptKb: number;
}

const quietMs = 500;

/** Opens a library in a fresh profile and closes it again. */
export async function openLibrary(context: BrowserContext, path: string): Promise<Opened> {
  const page = await context.newPage();
  await page.addInitScript(() => {
    const seen = { cells: 0, busyUntil: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) seen.busyUntil = startTime + duration;
    }).observe({ type: "longtask", buffered: true });
    const look = () => {
      if (document.querySelector("[role=gridcell] a, [role=gridcell][aria-label]"))
        seen.cells = performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(path);
  const measured = await page.waitForFunction((quiet) => {
    const { cells, busyUntil } = (window as unknown as { seen: { cells: number; busyUntil: number } }).seen;
    const interactive = Math.max(cells, busyUntil);
    return cells > 0 && performance.now() > interactive + quiet && { cells, interactive };
  }, quietMs);
  const { cells, interactive } = (await measured.jsonValue()) as { cells: number; interactive: number };
  const scriptKb = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter(({ name }) => name.endsWith(".js"))
      .reduce((kb, entry) => kb + (entry as PerformanceResourceTiming).encodedBodySize / 1000, 0),
  );
  await context.close();
  return { cellsMs: cells, interactiveMs: interactive, scriptKb };
}

export interface Flung {
  /** Milliseconds from frame to frame. */
  p50: number;
  p95: number;
  longestTaskMs: number;
  cellsMax: number;
}

const flings = 120;

/** Turns the wheel far down a library, and farther, and looks at how evenly frames come. */
export async function flingThrough(context: BrowserContext, path: string): Promise<Flung> {
  const page = await context.newPage();
  await page.goto(path);
  await page.locator("[role=gridcell]").first().waitFor();
  await page.evaluate(() => {
    const watched = { frames: [] as number[], longest: 0, cells: 0 };
    Object.assign(window, { watched });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) watched.longest = Math.max(watched.longest, duration);
    }).observe({ type: "longtask" });
    let last = performance.now();
    const frame = (now: number) => {
      watched.frames.push(now - last);
      watched.cells = Math.max(watched.cells, document.querySelectorAll("[role=gridcell]").length);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await wheel(page);
  const { frames, longest, cells } = await page.evaluate(
    () => (window as unknown as { watched: { frames: number[]; longest: number; cells: number } }).watched,
  );
  await context.close();
  const sorted = frames.slice(1).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] as number;
  return { p50: at(0.5), p95: at(0.95), longestTaskMs: longest, cellsMax: cells };
}

async function wheel(page: Page): Promise<void> {
  await page.mouse.move(700, 500);
  for (let n = 0; n < flings; n++) await page.mouse.wheel(0, 400 + n * 40);
}

/** From the navigation on, until a page shows an element, in a fresh profile. */
export async function firstVisit(context: BrowserContext, path: string, selector: string): Promise<number> {
  const page = await context.newPage();
  await page.addInitScript((shown) => {
    const look = () => {
      if (document.querySelector(shown)) Object.assign(window, { shownMs: performance.now() });
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, selector);
  await page.goto(path);
  const shown = await page.waitForFunction(() => (window as unknown as { shownMs?: number }).shownMs);
  const shownMs = (await shown.jsonValue()) as number;
  await context.close();
  return shownMs;
}
