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
  expect(payload).not.toMatch(/<script(?! src="\/web\/)|https?:/);
});

// The sizes of Scalar and GraphiQL today, and a tenth. They decide how long a first visit takes.
test.each([
  ["/docs", 1, { br: 1_160_000, gzip: 1_400_000 }],
  ["/graphql", 2, { br: 1_390_000, gzip: 1_630_000 }],
])(
  "the files of %s (%i) are compressed by the build, and browsers load them once",
  async (page, count, bytesMax) => {
    const { payload } = await app.inject({ method: "GET", url: page, headers: { accept: "text/html" } });
    const urls = [...payload.matchAll(/(?:src|href)="(\/web\/[^"]+)"/g)].map(([, url]) => url as string);
    expect(urls).toHaveLength(count);
    for (const encoding of ["br", "gzip"] as const) {
      const files = await Promise.all(
        urls.map((url) => app.inject({ method: "GET", url, headers: { "accept-encoding": encoding } })),
      );
      for (const { statusCode, headers } of files) {
        expect([statusCode, headers["content-encoding"]]).toEqual([200, encoding]);
        expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
      }
      const bytes = files.reduce((sum, { rawPayload }) => sum + rawPayload.length, 0);
      expect(bytes).toBeLessThan(bytesMax[encoding]);
    }
  },
);

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
