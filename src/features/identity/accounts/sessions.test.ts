import { hash } from "node:crypto";
import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { type Browser, newBrowser, signedIn } from "../../../../test/support/browser.ts";
import { dump } from "../../../../test/support/postgres/dump.ts";

const { app, services, database } = await testApp();

test("a person lists their sessions and can end another one, which stops at once", async () => {
  const laptop = await signedIn(app, services, "ada@example.com");
  const phone = await signedIn(app, services, "ada@example.com");
  const { data } = await laptop.call("listSessions");
  expect(data).toHaveLength(2);
  expect(data[0]).toEqual({
    id: expect.any(String),
    current: expect.any(Boolean),
    userAgent: "lightMyRequest",
    ipAddress: "127.0.0.1",
    createdAt: expect.any(Number),
    lastUsedAt: expect.any(Number),
  });
  const other = data.find(({ current }: { current: boolean }) => !current);
  expect((await laptop.call("revokeSession", { sessionId: other.id })).status).toBe(200);
  expect((await phone.call("getAccount")).error.code).toBe("UNAUTHENTICATED");
  expect((await laptop.call("getAccount")).status).toBe(200);
});

test("another account's session can be neither seen nor ended", async () => {
  const ada = await signedIn(app, services, "ada2@example.com");
  const eve = await signedIn(app, services, "eve@example.com");
  const [session] = (await ada.call("listSessions")).data;
  expect((await eve.call("revokeSession", { sessionId: session.id })).error.code).toBe("RESOURCE_NOT_FOUND");
  expect((await eve.call("listSessions")).data).toHaveLength(1);
  expect((await ada.call("getAccount")).status).toBe(200);
});

test("signing out of all other sessions keeps the current one", async () => {
  const browsers = [];
  for (let i = 0; i < 3; i++) browsers.push(await signedIn(app, services, "three@example.com"));
  expect((await browsers[0]?.call("revokeOtherSessions"))?.data).toEqual({ revoked: 2 });
  const statuses = await Promise.all(
    browsers.map(async (browser) => (await browser.call("getAccount")).status),
  );
  expect(statuses).toEqual([200, 401, 401]);
});

/** The token in a browser's session cookie, without its signature. */
const tokenIn = ({ cookies }: Browser): string =>
  decodeURIComponent(cookies.get("rookery.session_token") ?? "").split(".")[0] as string;

test("a session's token is stored as a hash, also after it was extended, and ends by signing out", async () => {
  const browser = await signedIn(app, services, "hashed@example.com");
  const token = tokenIn(browser);
  expect(token).toHaveLength(32);
  const rows = () =>
    database.query<{ token: string; fresh: boolean }>(
      sql`select s.token, s.updated_at > now() - interval '1 hour' as fresh from sessions s
          join accounts a on a.id = s.account_id where a.email = 'hashed@example.com'`,
    );
  const stored = { token: hash("sha256", token, "base64url"), fresh: true };
  expect(await rows()).toEqual([stored]);
  await database.execute(
    sql`update sessions set updated_at = now() - interval '2 days', expires_at = expires_at - interval '2 days'`,
  );
  expect((await browser.call("getAccount")).data.email).toBe("hashed@example.com");
  expect(tokenIn(browser)).toBe(token);
  expect(await rows()).toEqual([stored]);
  expect(await dump(database)).not.toContain(token);
  expect((await browser.post("/api/auth/sign-out", {})).status).toBe(200);
  expect(await rows()).toEqual([]);
});

test("a cookie without the server's signature is refused", async () => {
  const signed = await signedIn(app, services, "signed@example.com");
  const { token: stored } = await database.one<{ token: string }>(
    sql`select token from sessions order by created_at desc limit 1`,
  );
  const token = tokenIn(signed);
  const forger = newBrowser(app, services);
  for (const value of [stored, token, `${token}.${Buffer.alloc(32).toString("base64")}`]) {
    forger.cookies.set("rookery.session_token", encodeURIComponent(value));
    expect((await forger.call("getAccount")).error.code).toBe("UNAUTHENTICATED");
  }
});

test("an address has one account, in any letter case and with concurrent sign-ins", async () => {
  await Promise.all(
    ["Once@example.com", "once@example.com", "ONCE@example.com"].map((email) =>
      signedIn(app, services, email),
    ),
  );
  const { n } = await database.one<{ n: number }>(
    sql`select count(*)::int as n from accounts where lower(email) = 'once@example.com'`,
  );
  expect(n).toBe(1);
});

test("a person changes their display name", async () => {
  const browser = await signedIn(app, services, "named@example.com");
  expect((await browser.call("renameAccount", { name: " Ada L. " })).data.name).toBe("Ada L.");
  expect((await browser.call("renameAccount", { name: " " })).error.code).toBe("BAD_USER_INPUT");
});

test.each([["a\r\nBcc: x@example.com"], ["a\u202eb"], ["a\0b"]])(
  "a name with control or direction characters is refused: %j",
  async (name) => {
    const browser = await signedIn(app, services, "lines@example.com");
    expect((await browser.call("renameAccount", { name })).error.code).toBe("BAD_USER_INPUT");
    expect((await browser.call("createMyOrganization", { name, slug: "lines" })).error.code).toBe(
      "BAD_USER_INPUT",
    );
  },
);

test("an id with the character U+0000 is refused as bad input", async () => {
  const browser = await signedIn(app, services, "nul@example.com");
  expect((await browser.call("revokeSession", { sessionId: "a\0" })).error.code).toBe("BAD_USER_INPUT");
  expect((await browser.call("acceptInvitation", { invitationId: "a\0" })).error.code).toBe("BAD_USER_INPUT");
});
