import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { openApp } from "../../main/app.ts";
import { type BuiltApp, builtApp } from "./built.ts";

const folder = await mkdtemp(join(tmpdir(), "rookery-web-"));
await mkdir(join(folder, "web"));
await writeFile(join(folder, "index.html"), "<!doctype html><title>The app</title>");
await writeFile(join(folder, "docs.html"), "<!doctype html><title>The reference</title>");
await writeFile(join(folder, "graphiql.html"), "<!doctype html><title>GraphiQL</title>");
await writeFile(join(folder, "web", "index-a1B2_c-4.js"), "run()");
await writeFile(join(folder, "web", "index-a1B2_c-4.js.br"), brotliCompressSync("run()"));
await writeFile(join(folder, "web", "index-a1B2_c-4.js.gz"), gzipSync("run()"));
await writeFile(join(folder, "web", "theme.js"), "theme()");
await writeFile(join(folder, "web", "gone-a1B2_c-4.js"), "gone()");
afterAll(() => rm(folder, { recursive: true }));

const { app, services } = await testApp({ parts: { webApp: (await builtApp(folder)) as BuiltApp } });
const get = (url: string, headers = {}) => app.inject({ method: "GET", url, headers });

test.each([
  "/",
  "/sign-in",
  "/sign-in/abc",
  "/invitations/inv_1",
  "/account",
  "/app/home/pictures/V1StGXR8_Z5",
])("%s serves the app, with a policy for scripts and styles of this server only", async (url) => {
  const { statusCode, headers, payload } = await get(url);
  expect([statusCode, headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
  expect(payload).toContain("The app");
  const policy = String(headers["content-security-policy"]);
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
  expect(policy).toContain("frame-ancestors 'none'");
});

test("a claim link is the app, and its status says whether the link is valid", async () => {
  const { claimUrl } = await newAgent(app);
  const waiting = await get(new URL(claimUrl).pathname);
  expect([waiting.statusCode, waiting.headers["cache-control"]]).toEqual([200, "no-store"]);
  expect(waiting.payload).toContain("The app");
  expect((await get("/claim/nothing")).statusCode).toBe(404);
});

test("an unknown path is a page for browsers and an error for programs", async () => {
  const page = await get("/nothing/at/all", { accept: "text/html,*/*;q=0.8" });
  expect([page.statusCode, page.payload]).toEqual([404, expect.stringContaining("The app")]);
  const answer = await get("/nothing/at/all", { accept: "*/*" });
  expect([answer.statusCode, answer.json().error.code]).toEqual([404, "ENDPOINT_NOT_FOUND"]);
  expect(page.headers["cache-control"]).toBe("no-store");
  expect(answer.headers["cache-control"]).toBe("no-store");
});

test("the page is revalidated each time, and files with a hash in their name are immutable", async () => {
  const page = await get("/");
  expect(page.headers["cache-control"]).toBe("public, max-age=0");
  expect((await get("/", { "if-none-match": page.headers.etag })).statusCode).toBe(304);
  expect((await get("/web/index-a1B2_c-4.js")).headers["cache-control"]).toContain("immutable");
  expect((await get("/web/theme.js")).headers["cache-control"]).toBe("public, max-age=300");
});

test.each([
  ["gzip, deflate, br, zstd", "br", brotliDecompressSync],
  ["gzip, deflate", "gzip", gunzipSync],
  ["br;q=0, gzip;q=0.5", "gzip", gunzipSync],
  ["br; q=0, gzip; q=0.0, *", undefined, Buffer.from],
  ["", undefined, Buffer.from],
])(
  "a client that accepts %j gets the script in the smallest encoding it knows",
  async (accepts, encoding, decoded) => {
    const script = await get("/web/index-a1B2_c-4.js", { "accept-encoding": accepts });
    expect(script.headers["content-encoding"]).toBe(encoding);
    expect(script.headers).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "content-length": String(script.rawPayload.length),
      vary: "Api-Version, Accept-Encoding",
    });
    expect(String(decoded(script.rawPayload))).toBe("run()");
  },
);

test("a client is told that its copy of a script is current", async () => {
  const { headers } = await get("/web/theme.js");
  const again = await get("/web/theme.js", { "if-none-match": String(headers.etag) });
  expect([again.statusCode, again.payload]).toEqual([304, ""]);
});

test("a file that a later build removed is not found", async () => {
  await rm(join(folder, "web", "gone-a1B2_c-4.js"));
  expect((await get("/web/gone-a1B2_c-4.js", { accept: "*/*" })).statusCode).toBe(404);
});

test.each([
  "/web/nothing.js",
  "/web/..%2findex.html",
  "/web/%2e%2e/%2e%2e/package.json",
  "/web/",
  "/web/index-a1B2_c-4.js.br",
])("%s is not found", async (url) => {
  expect((await get(url)).statusCode).toBeGreaterThanOrEqual(400);
});

test("a server without a built app says how to build it", async () => {
  expect(await builtApp(join(folder, "nowhere"))).toBeUndefined();
  const bare = await openApp(services, { webApp: null });
  for (const url of ["/app/home", "/docs", "/graphql"]) {
    const { statusCode, payload } = await bare.inject({
      method: "GET",
      url,
      headers: { accept: "text/html" },
    });
    expect([url, statusCode, payload]).toEqual([url, 200, expect.stringContaining("npm run build")]);
  }
  await bare.close();
});
