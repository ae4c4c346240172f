import { expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { failureCodes } from "../../kernel/failure.ts";
import { httpStatus } from "../http/failures.ts";
import { failureTexts } from "../openapi/failure-texts.ts";
import { contents } from "./contents.ts";

const publicUrl = "https://pictures.example.com";
const { app } = await testApp({ config: { publicUrl } });
const get = (url: string, accept = "text/html") => app.inject({ method: "GET", url, headers: { accept } });
const paths = contents.flatMap(({ guides }) => guides.map(({ slug }) => `/guides/${slug}`));

test.each(["/guides", ...paths])(
  "%s is a page without a script, and each of its links works",
  async (path) => {
    const { statusCode, headers, payload } = await get(path);
    expect([statusCode, headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
    expect(headers["content-security-policy"]).toContain("default-src 'none'; style-src 'self'");
    expect(payload).not.toContain("<script");
    expect(payload).not.toContain("localhost:3000");
    const links = new Set(
      [...payload.matchAll(/(?:href|src)="([^"#]*)(?:#([^"]*))?"/g)].map(([link]) => link),
    );
    for (const link of links) {
      const [, to = "", anchor] = /"([^"#]*)(?:#([^"]*))?"/.exec(link) ?? [];
      if (/^(https?|data|mailto):/.test(to)) continue;
      const page = to === "" ? { statusCode, payload } : await get(to);
      expect(page.statusCode, link).toBe(200);
      if (anchor !== undefined) expect(page.payload, link).toContain(`id="${anchor}"`);
    }
  },
);

test.each(paths)("%s is served as Markdown, by its name and by Accept", async (path) => {
  const named = await get(`${path}.md`);
  const accepted = await get(path, "text/markdown, */*");
  expect(named.headers["content-type"]).toBe("text/markdown; charset=utf-8");
  expect(accepted.headers["content-type"]).toBe("text/markdown; charset=utf-8");
  expect(`${accepted.headers.vary}`).toContain("Accept");
  expect(accepted.payload).toBe(named.payload);
  expect(named.payload).toMatch(/^# /);
  expect(named.payload).not.toMatch(/\]\((?:\.\.?\/)?[\w/-]+\.(?:md|ts|json|graphql)/);
});

test("llms-full.txt has every guide, with this server's address", async () => {
  const { payload } = await get("/llms-full.txt");
  for (const path of paths) expect(payload).toContain((await get(`${path}.md`)).payload.trim());
  expect(payload).toContain(`${publicUrl}/mcp`);
});

test("a search finds sections by words, unfinished ones and typos, and leads to their place in the guide", async () => {
  for (const query of ["private library links", "privat", "pruvate libraries"]) {
    const { payload } = await get(`/guides/search?q=${encodeURIComponent(query)}`);
    expect(payload, query).toContain('href="/guides/delivery#private-libraries"');
  }
  expect((await get("/guides/search?q=zzzzzz")).payload).toContain("Nothing found.");
  expect((await get("/guides/search")).statusCode).toBe(200);
});

test("a search shows its words as text, not as HTML", async () => {
  const { payload } = await get("/guides/search?q=%3Cscript%3E%22");
  expect(payload).not.toContain("<script");
  expect(payload).toContain('value="&lt;script&gt;&quot;"');
});

test("a guide that does not exist is not found", async () => {
  expect((await get("/guides/nothing", "*/*")).statusCode).toBe(404);
});

test("the page of errors has every code with its status and when it is answered", async () => {
  const { payload } = await get("/guides/errors.md");
  const rows = [...payload.matchAll(/^\| (\d{3}) \| `(\w+)` \| (.+) \|$/gm)].map((row) => row.slice(1));
  expect(rows).toEqual(failureCodes.map((code) => [`${httpStatus[code]}`, code, failureTexts[code].when]));
});
