import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { tools } from "../../../test/support/registered.ts";

const publicUrl = "https://pictures.example.com";
const { app } = await testApp({ config: { publicUrl } });
const get = (url: string) => app.inject({ method: "GET", url });
const documents: [path: string, type: string][] = [
  ["/llms.txt", "text/plain; charset=utf-8"],
  ["/.well-known/mcp/server-card.json", "application/json; charset=utf-8"],
  [
    "/.well-known/api-catalog",
    'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"; charset=utf-8',
  ],
  ["/.well-known/agent-skills/index.json", "application/json; charset=utf-8"],
  ["/.well-known/agent-skills/rookery/SKILL.md", "text/markdown; charset=utf-8"],
  ...["rookery-start", "rookery-terminal", "rookery-memory"].map((name): [string, string] => [
    `/.well-known/agent-skills/${name}/SKILL.md`,
    "text/markdown; charset=utf-8",
  ]),
  ["/.well-known/agent-skills/rookery/references/rest.md", "text/markdown; charset=utf-8"],
  ["/.well-known/agent-skills/rookery/references/graphql.md", "text/markdown; charset=utf-8"],
  ["/.well-known/agent-skills/rookery/references/mcp.md", "text/markdown; charset=utf-8"],
];

test.each(documents)("%s is public and served as %s", async (path, type) => {
  const { statusCode, headers } = await app.inject({ method: "GET", url: path });
  expect([statusCode, headers["content-type"], headers["access-control-allow-origin"]]).toEqual([
    200,
    type,
    "*",
  ]);
});

test.each(documents)("every link in %s works, at the server's public address", async (path) => {
  const { payload } = await get(path);
  expect(payload).not.toContain("localhost");
  const links = new Set<string>();
  // Addresses followed by a variable are examples.
  for (const [, link] of payload.matchAll(
    /(https:\/\/pictures\.example\.com(?:\/[\w\-.]*\w)*)(?!\/?[\w\-./]*[$<])/g,
  ))
    links.add(link as string);
  for (const [, link] of payload.matchAll(/\]\((?!https?:)([^)]+)\)/g))
    links.add(new URL(link as string, publicUrl + path).href);
  for (const [, link] of payload.matchAll(/"(?:url|endpoint)":"(\/[^"]+)"/g))
    links.add(new URL(link as string, publicUrl).href);
  for (const link of links) {
    const { statusCode } = await get(new URL(link).pathname);
    // Some endpoints refuse GET.
    expect([200, 400, 401, 405], link).toContain(statusCode);
  }
});

test("the API catalog is a linkset that names REST, GraphQL and MCP", async () => {
  const { linkset } = (await get("/.well-known/api-catalog")).json();
  expect(linkset.map(({ anchor }: { anchor: string }) => anchor)).toEqual(
    ["/", "/graphql", "/mcp"].map((path) => publicUrl + path),
  );
  for (const context of linkset)
    for (const relation of ["service-desc", "service-doc"])
      for (const target of context[relation] ?? [])
        expect(target).toEqual({ href: expect.any(String), type: expect.any(String) });
});

test("the server card has the server's name, address and tools", async () => {
  const card = (await get("/.well-known/mcp/server-card.json")).json();
  expect(card).toMatchObject({
    serverInfo: { name: "rookery", version: expect.any(String) },
    transport: { type: "streamable-http", endpoint: "/mcp" },
    authentication: { required: false, schemes: ["bearer"] },
  });
  expect(card.tools).toHaveLength(tools.length);
});

test("the index lists each skill with the digest of the served file", async () => {
  const { skills } = (await get("/.well-known/agent-skills/index.json")).json();
  const names = skills.map(({ name }: { name: string }) => name);
  expect(names).toEqual(["rookery", "rookery-start", "rookery-terminal", "rookery-memory"]);
  for (const { name, type, description, url, digest } of skills) {
    const { payload } = await get(url);
    expect([url, type]).toEqual([`/.well-known/agent-skills/${name}/SKILL.md`, "skill-md"]);
    expect(digest).toBe(`sha256:${createHash("sha256").update(payload).digest("hex")}`);
    expect(payload).toContain(`---\nname: ${name}\ndescription: ${description}\n`);
    expect(description.length).toBeLessThanOrEqual(1024);
  }
});

test("llms.txt has a title, a summary, and sections of links", async () => {
  const { payload } = await get("/llms.txt");
  const [title, , summary] = payload.split("\n");
  expect([title, summary?.startsWith("> ")]).toEqual(["# Rookery", true]);
  for (const section of payload.split(/^## /m).slice(1))
    for (const line of section.trim().split("\n").slice(2))
      expect(line).toMatch(/^- \[.+\]\(https:.+\)(: .+)?$/);
});
