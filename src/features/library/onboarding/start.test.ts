import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { send } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { callMemory } from "../../../../test/support/tenant.ts";

const { app, services } = await testApp();
const start = (body: unknown, address = "127.0.0.1") =>
  address === "127.0.0.1"
    ? send(app, undefined, "POST", "/libraries", body)
    : app.inject({
        method: "POST",
        url: "/libraries",
        remoteAddress: address,
        headers: { "api-version": "2026-05-20", "content-type": "application/json" },
        payload: JSON.stringify(body),
      });

test("an email address is enough to get a library, a key with write access and a claim link", async () => {
  const { status, data } = await send(app, undefined, "POST", "/libraries", {
    email: "Ada@example.com",
    name: "Holidays 2026",
  });
  expect(status).toBe(200);
  expect(data).toEqual({
    organizationId: expect.stringMatching(/^[a-z0-9]{14}$/),
    libraryId: "holidays-2026",
    libraryUrl: `http://localhost:3000/app/${data.organizationId}/holidays-2026`,
    apiKey: expect.stringMatching(/^pk_[0-9A-Za-z]{36}$/),
    claimUrl: expect.stringMatching(/^http:\/\/localhost:3000\/claim\/[\w-]{43}$/),
    expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    emailSent: false,
  });
  const me = await send(app, data.apiKey, "GET", "/me");
  expect(me.data).toEqual({
    organizationId: data.organizationId,
    organizationName: null,
    plan: null,
    libraries: ["holidays-2026"],
  });
});

test("without a mail server the email with the claim link is written to the outbox", async () => {
  const { data } = await send(app, undefined, "POST", "/libraries", { email: "outbox@example.com" });
  const folder = join(services.config.dataDir, "outbox");
  const mails = await Promise.all(
    (await readdir(folder)).map((name) => readFile(join(folder, name), "utf8")),
  );
  const mail = mails.find((text) => text.includes("To: outbox@example.com"));
  expect(mail).toContain(data.claimUrl);
});

test("an address can have 3 unclaimed organizations, ignoring case, also for simultaneous requests", async () => {
  const emails = [
    "many@example.com",
    "MANY@example.com",
    "Many@Example.com",
    "many@example.com",
    "many@EXAMPLE.com",
  ];
  const answers = await Promise.all(
    emails.map((email) => send(app, undefined, "POST", "/libraries", { email })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 400, 400]);
  expect(answers.find(({ status }) => status === 400)?.error).toMatchObject({
    code: "BAD_USER_INPUT",
    message: expect.stringContaining("3"),
  });
});

test.each([
  {},
  { email: "not an address" },
  { email: "" },
  { email: 5 },
  { email: "a@b.c", name: " " },
  { email: "a@b.cd", plan: "x" },
])("starting with %j is bad input", async (body) => {
  expect(await start(body)).toMatchObject({ status: 400, error: { code: "BAD_USER_INPUT" } });
});

test("a claim link opens a page, and a wrong one is not found", async () => {
  const { data } = await send(app, undefined, "POST", "/libraries", { email: "claims@example.com" });
  const page = await app.inject({ method: "GET", url: new URL(data.claimUrl).pathname });
  expect(page.statusCode).toBe(200);
  expect(page.headers).toMatchObject({
    "content-type": expect.stringMatching(/^text\/html/),
    "cache-control": "no-store",
  });
  expect((await app.inject({ method: "GET", url: "/claim/nothing" })).statusCode).toBe(404);
});

test("a mailbox gets at most 20 emails a day, also with plus tags in the address", async () => {
  const { app } = await testApp({ config: { unclaimedPerEmail: 1000 } });
  const statuses: number[] = [];
  for (let i = 0; i < 21; i++) {
    const { status } = await send(app, undefined, "POST", "/libraries", { email: `victim+${i}@example.com` });
    statuses.push(status);
  }
  expect(statuses).toEqual([...Array(20).fill(200), 429]);
});

test("the server limits all starts per hour to its setting", async () => {
  const { app } = await testApp({ config: { startsPerHour: 3 } });
  const answers = await Promise.all(
    [1, 2, 3, 4, 5].map((i) => send(app, undefined, "POST", "/libraries", { email: `p${i}@example.com` })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429, 429]);
});

test("an operator can close starting without an account", async () => {
  const { app } = await testApp({ config: { anonymousStarts: false } });
  const library = await send(app, undefined, "POST", "/libraries", { email: "ada@example.com" });
  expect(library).toMatchObject({ status: 403, error: { code: "FORBIDDEN" } });
  const tenant = await callMemory(app, undefined, "POST", "/tenants", {
    name: "Ada",
    email: "ada@example.com",
  });
  expect(tenant.status).toBe(403);
});
