import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";

const { app } = await testApp();
const browser = "/usr/bin/chromium";
// Stops Chromium's own background requests, since the test counts requests.
const quiet = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"].concat([
  "--disable-component-update",
  "--disable-sync",
]);

test("the page allows only this server's scripts and no inline ones", async () => {
  const { headers, payload } = await app.inject({ method: "GET", url: "/docs" });
  expect(headers["content-security-policy"]).toMatch(/default-src 'none'; script-src 'self';/);
  expect(payload).not.toMatch(/<script(?! src="\/docs\/)|https?:/);
});

test("the scripts are served compressed and with an ETag", async () => {
  for (const url of ["/docs/reference.js", "/docs/start.js"]) {
    const script = await app.inject({ method: "GET", url, headers: { "accept-encoding": "gzip" } });
    expect(script.statusCode).toBe(200);
    expect(script.headers).toMatchObject({ "content-encoding": "gzip", "content-type": /javascript/ });
    const headers = { "if-none-match": String(script.headers.etag) };
    expect((await app.inject({ method: "GET", url, headers })).statusCode).toBe(304);
  }
});

test("the page asks for its script by a hash of the content, so that browsers load it once", async () => {
  const { payload } = await app.inject({ method: "GET", url: "/docs" });
  const src = /<script src="(\/docs\/reference\.js\?v=[\w-]+)">/.exec(payload)?.[1] ?? "";
  const script = await app.inject({ method: "GET", url: src });
  expect(script.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
});

test.skipIf(!existsSync(browser))(
  "a browser shows every group of operations, and loads nothing from other servers",
  async () => {
    const origin = await app.listen({ port: 0, host: "127.0.0.1" });
    const chrome = await chromium.launch({ executablePath: browser, args: quiet });
    try {
      const page = await chrome.newPage();
      const elsewhere: string[] = [];
      const complaints: string[] = [];
      page.on("request", (request) => {
        if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url()))
          elsewhere.push(request.url());
      });
      page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(error.message));

      await page.goto(`${origin}/docs#tag/account/POST/libraries`);
      for (const noun of ["Account", "Libraries", "Assets", "Tags", "Files"]) {
        await page.getByRole("complementary").getByText(noun, { exact: true }).first().waitFor();
      }
      await page
        .getByRole("button", { name: /Test Request/ })
        .first()
        .click();
      await page.getByRole("button", { name: /Send/ }).first().waitFor();
      expect(elsewhere).toEqual([]);
      expect(complaints).toEqual([]);
    } finally {
      await chrome.close();
    }
  },
);
