import { expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";

const { app } = await testApp({ parts: { webApp: null } });
const ask = (url: string, headers = {}, method: "GET" | "HEAD" | "POST" = "GET") =>
  app.inject({ method, url, headers: { accept: "*/*", ...headers } });

test("the short address of a library redirects to libraryUrl, in browsers and programs", async () => {
  const { organizationId, libraryId } = await newAgent(app);
  for (const method of ["GET", "HEAD"] as const) {
    for (const accept of ["text/html", "*/*"]) {
      const { statusCode, headers } = await ask(`/${organizationId}/${libraryId}`, { accept }, method);
      expect([statusCode, headers.location]).toEqual([302, `/app/${organizationId}/${libraryId}`]);
    }
  }
});

test("a stranger gets the same answer for a library, an unknown library and an unknown organization", async () => {
  const { organizationId, libraryId } = await newAgent(app);
  const addresses = [
    `${organizationId}/${libraryId}`,
    `${organizationId}/nothing`,
    `nobody/${libraryId}`,
    "nobody/nothing",
  ];
  const answers = await Promise.all(
    addresses.map(async (address) => {
      const { statusCode, headers, payload } = await ask(`/${address}`);
      const { "x-request-id": _id, date: _date, ...same } = headers;
      expect(headers.location).toBe(`/app/${address}`);
      return { statusCode, payload, headers: { ...same, location: "" } };
    }),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
});

test.each([
  "/Acme/barcelona",
  "/acme/Barcelona",
  "/-acme/barcelona",
  "/acme-/barcelona",
  "/acme/barcelona.png",
  "/wp-admin/setup.php",
  `/${"a".repeat(64)}/barcelona`,
  "/acme/a%2Fb",
  "/acme/a%0d%0ab",
  "/%2e%2e/barcelona",
  "//example.com",
  "//example/barcelona",
  "/acme/",
  "/acme/barcelona/",
  "/acme/barcelona/more",
])("%s does not redirect: these are not the ids of a library", async (url) => {
  const { statusCode, headers } = await ask(url);
  expect(statusCode).toBeGreaterThanOrEqual(400);
  expect(headers.location).toBeUndefined();
});

test("only a read redirects", async () => {
  const { statusCode, payload } = await ask("/acme/barcelona", {}, "POST");
  expect([statusCode, JSON.parse(payload).error.code]).toEqual([404, "ENDPOINT_NOT_FOUND"]);
});

test.each([
  "account",
  "api",
  "app",
  "cdn",
  "claim",
  "docs",
  "files",
  "graphql",
  "guides",
  "libraries",
  "mcp",
  "me",
  "mem0",
  "organizations",
  "s",
  "sign-in",
])("no short address begins with /%s, which is a path of this server", async (name) => {
  for (const accept of ["text/html", "*/*"]) {
    const { statusCode, headers } = await ask(`/${name}/barcelona`, { accept });
    expect([statusCode, headers.location]).toEqual([expect.not.toSatisfy(isRedirect), undefined]);
  }
});

const isRedirect = (status: number) => status >= 300 && status < 400;

test("a path of an API that does not exist stays an error for programs", async () => {
  const { statusCode, payload } = await ask("/organizations/acme");
  expect([statusCode, JSON.parse(payload).error.code]).toEqual([404, "ENDPOINT_NOT_FOUND"]);
});
