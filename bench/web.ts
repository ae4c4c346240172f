import { readdir, readFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import sql from "sql-template-tag";
import { type Database, openDatabase } from "../src/platform/database/database.ts";
import { startEmbeddedPostgres } from "../src/platform/embedded-postgres/embedded-postgres.ts";
import { openFolder, removeFolder } from "../test/support/processes/open-folder.ts";
import { chromiumArguments, chromiumPath } from "../web/test/chromium.ts";
import { fillLibrary } from "./corpus.ts";
import { count, type Figure, figure, ms, note, table } from "./report.ts";
import { type Server, startServer } from "./server.ts";
import { firstVisit, flingThrough, openLibrary } from "./web-page.ts";

// `npm run bench:web`: how fast pages are in a real browser with an empty cache.

const visits = 5;
// What each page shows when it can be used.
const reference = { "/docs": "#reference aside a", "/graphql": ".graphiql-query-editor .view-line span" };
const say = (text: string) => process.stderr.write(`${text}\n`);

const figures: Figure[] = [];
const executablePath = chromiumPath();
if (executablePath === undefined)
  throw new Error("No Chromium was found. Install it, or set CHROMIUM to its path.");
const browser = await chromium.launch({ executablePath, args: chromiumArguments });
try {
  figures.push(...(await measureReference(browser)));
  for (const assets of [10_000, 100_000]) figures.push(...(await measure(browser, assets)));
} finally {
  await browser.close();
}
console.log(`\n${table(figures)}\n\n  ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}\n`);

/** The first visit of each page on a server that nobody has visited. */
async function measureReference(browser: Browser): Promise<Figure[]> {
  const dataDir = await openFolder();
  const server = await startServer(dataDir);
  try {
    const baseURL = new URL(server.library).origin;
    const lines = [];
    for (const [path, selector] of Object.entries(reference)) {
      const shownMs = await firstVisit(await browser.newContext({ baseURL }), path, selector);
      lines.push(figure(`first visit of ${path}`, ms(shownMs), shownMs, { below: 2000, unit: " ms" }));
    }
    return lines;
  } finally {
    await server.stop();
    removeFolder(dataDir);
  }
}

async function measure(browser: Browser, assets: number): Promise<Figure[]> {
  const dataDir = await openFolder();
  const server = await startServer(dataDir);
  const postgres = await startEmbeddedPostgres(dataDir, { info: () => {}, warn: say });
  const database = openDatabase(postgres.connection, { statementTimeoutMs: 0 });
  try {
    say(`Filling a library with ${count(assets)} assets …`);
    await fillLibrary(database, assets);
    const cookie = await ownersCookie(server, database);
    const visit = (): Promise<BrowserContext> => newVisit(browser, server, cookie);
    const path = `/app/${server.organizationId}/bench`;
    const opened = [];
    for (let n = 0; n < visits; n++) opened.push(await openLibrary(await visit(), path));
    opened.sort((a, b) => a.interactiveMs - b.interactiveMs);
    const middle = opened[Math.floor(visits / 2)] as (typeof opened)[number];
    const name = `a library of ${count(assets)}`;
    const lines = [
      figure(`${name}, interactive`, ms(middle.interactiveMs), middle.interactiveMs, {
        below: 1500,
        unit: " ms",
      }),
      note("  … first cells", ms(middle.cellsMs)),
      figure("  … scripts, compressed", `${Math.round(middle.scriptKb)} kB`, middle.scriptKb, {
        below: 200,
        unit: " kB",
      }),
    ];
    const fling = await flingThrough(await visit(), path);
    lines.push(
      note("  … flung through: frame p50 / p95", `${ms(fling.p50)} / ${ms(fling.p95)}`),
      note("  … longest task while flung", ms(fling.longestTaskMs)),
      note("  … cells at most in the page", count(fling.cellsMax)),
    );
    return lines;
  } finally {
    await database.close();
    await server.stop();
    await postgres.release();
    removeFolder(dataDir);
  }
}

async function newVisit(browser: Browser, server: Server, cookie: string): Promise<BrowserContext> {
  const { origin } = new URL(server.library);
  const context = await browser.newContext({ baseURL: origin, viewport: { width: 1280, height: 800 } });
  const [name = "", value = ""] = cookie.split("=", 2);
  await context.addCookies([{ name, value, url: origin }]);
  return context;
}

/** Signs in by a mail's code, as an owner of the organization; answers the session's cookie. */
async function ownersCookie(server: Server, database: Database): Promise<string> {
  const { origin } = new URL(server.library);
  const ask = async (path: string, body: object, cookie = "") => {
    const answer = await fetch(`${origin}/api/auth${path}`, {
      method: "POST",
      headers: { origin, cookie, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`Could not sign in: ${await answer.text()}`);
    return answer.headers.getSetCookie().map((line) => line.split(";", 1)[0] as string);
  };
  const [browserCookie] = await ask("/sign-in", { email: "owner@example.com" });
  const outbox = join(server.dataDir, "outbox");
  const mails = (await readdir(outbox)).filter((name) => name.endsWith(".eml")).sort();
  const mail = await readFile(join(outbox, mails.at(-1) as string), "utf8");
  const code = /^(\d{6})\r?$/m.exec(mail)?.[1];
  const cookies = await ask("/sign-in/code", { code }, browserCookie);
  await database.execute(
    sql`insert into members (organization_id, account_id, role, created_at)
        select (select organization_id from libraries), id, 'owner', now() from accounts`,
  );
  return cookies.find((cookie) => cookie.includes("session_token")) as string;
}
