import { expect, test } from "vitest";
import { newAgent } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { movie, pdf, picture } from "../../../../test/support/files.ts";
import { element } from "../../../../test/support/media/containers.ts";

const { app } = await testApp();
const agent = await newAgent(app);
const png = await picture();
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><rect width="4" height="4"/></svg>');
const webm = Buffer.concat([
  element(0x1a45dfa3, element(0x4282, Buffer.from("webm"))),
  element(0x18538067, element(0x1f43b675, element(0xa3, Buffer.from("block")))),
]);
const servedAs = async (filename: string, bytes: Buffer) => {
  const { data } = await agent.upload({ [filename]: bytes });
  return app.inject(new URL(data.assets[0].url).pathname);
};

test.each([
  ["image/png", png],
  ["video/mp4", movie()],
  ["video/webm", webm],
  ["image/svg+xml; charset=utf-8", svg],
])("%s is served with its own type and cannot run scripts", async (type, bytes) => {
  const { statusCode, headers } = await servedAs("page.html", bytes);
  expect(statusCode).toBe(200);
  expect(headers).toMatchObject({
    "content-type": type,
    "x-content-type-options": "nosniff",
    "accept-ranges": "bytes",
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
  });
  expect(headers["content-security-policy"]).toMatch(/^sandbox; default-src 'none';/);
  expect(headers["content-security-policy"]).not.toContain("allow-");
  expect(headers).not.toHaveProperty("access-control-allow-credentials");
});

test("a PDF is served without a sandbox, where viewers stay empty, and cannot fetch or run anything", async () => {
  const { headers } = await servedAs("page.html", pdf);
  expect(headers).toMatchObject({ "content-type": "application/pdf", "x-content-type-options": "nosniff" });
  expect(headers["content-disposition"]).toMatch(/^inline;/);
  const policy = String(headers["content-security-policy"]);
  expect(policy).toMatch(/^default-src 'none';/);
  expect(policy).not.toMatch(/sandbox|script-src|connect-src|frame-src|form-action/);
});

test.each([
  ["an ordinary name", "cat.png", /^inline; filename=cat\.png$/],
  ["quotes", 'a\\"b.png', /^inline; filename="a\\"b\.png"$/],
  ["umlauts", "Grüße.png", /^inline; filename="Gr\?+e\.png"; filename\*=UTF-8''Gr%C3%BC%C3%9Fe\.png$/],
  ["an emoji", "🦜.png", /filename\*=UTF-8''%F0%9F%A6%9C\.png$/],
  ["right-to-left override", "photo\u202egnp.exe.png", /^inline; filename=photognp\.exe\.png$/],
  ["percent signs", "100%25.png", /^inline; filename=100%25\.png; filename\*=UTF-8''100%2525\.png$/],
  ["a semicolon", "a; filename=evil.html", /^inline; filename="a; filename=evil\.html"$/],
])("the filename in Content-Disposition is safe: %s", async (_, filename, expected) => {
  const { headers } = await servedAs(filename, png);
  expect(headers["content-disposition"]).toMatch(expected);
  expect(headers["content-disposition"]).toMatch(/^[\x20-\x7e]+$/);
});

/** An upload with a percent-encoded name, as only programs send it. */
const uploadEncoded = (name: string) =>
  agent.request(
    "POST",
    `${agent.library}/assets`,
    Buffer.concat([
      Buffer.from(`--b\r\nContent-Disposition: form-data; name="files"; filename*=UTF-8''${name}\r\n\r\n`),
      png,
      Buffer.from("\r\n--b--\r\n"),
    ]),
    { "content-type": "multipart/form-data; boundary=b" },
  );

test("control characters of a filename never reach the header", async () => {
  const { data } = await uploadEncoded("a%00%09%1b%7f%c2%85%e2%80%a8Set-Cookie:%20x=1.png");
  const { headers } = await app.inject(new URL(data.assets[0].url).pathname);
  expect(headers).not.toHaveProperty("set-cookie");
  expect(headers["content-disposition"]).toBe('inline; filename="aSet-Cookie: x=1.png"');
  expect((await uploadEncoded("a%0d%0aSet-Cookie:%20x=1.png")).status).toBe(400);
});

test.each(["download", "download=", "download=1"])(
  "with ?%s a file is downloaded instead of opened",
  async (query) => {
    const { data } = await agent.upload({ "Grüße.png": png });
    const path = new URL(data.assets[0].url).pathname;
    const [shown, kept] = [await app.inject(path), await app.inject(`${path}?${query}`)];
    expect(kept.headers["content-disposition"]).toMatch(
      /^attachment; filename="Gr\?+e\.png"; filename\*=UTF-8''Gr%C3%BC%C3%9Fe\.png$/,
    );
    expect(kept.rawPayload).toEqual(shown.rawPayload);
    const others = ["content-type", "content-security-policy", "x-content-type-options", "cache-control"];
    for (const name of others) expect(kept.headers[name], name).toBe(shown.headers[name]);
  },
);

test("a download and an inline view have different ETags, for caches that ignore the query string", async () => {
  const { data } = await agent.upload({ "a.png": png });
  const path = new URL(data.assets[0].url).pathname;
  const ask = (query: string, etag?: string) =>
    app.inject({ url: path + query, headers: etag === undefined ? {} : { "if-none-match": etag } });
  const [shown, kept] = [(await ask("")).headers.etag, (await ask("?download")).headers.etag];
  const statuses = [ask("", shown), ask("?download", kept), ask("?download", shown), ask("", kept)];
  expect((await Promise.all(statuses)).map(({ statusCode }) => statusCode)).toEqual([304, 304, 200, 200]);
});
