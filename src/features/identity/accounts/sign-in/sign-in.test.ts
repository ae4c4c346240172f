import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { testApp } from "../../../../../test/support/app.ts";
import { newBrowser, signedIn, signInMailTo } from "../../../../../test/support/browser.ts";

const { app, services, clock, database } = await testApp({ config: { allowHttp: true } });
const here = () => newBrowser(app, services);
const ask = "/api/auth/sign-in";
const signedInAs = async (browser: ReturnType<typeof here>) => (await browser.call("getAccount")).data?.email;
const tenMinutesMs = 10 * 60_000;

test("the sign-in mail has a link and a code, and the code works in the browser that requested it", async () => {
  const browser = here();
  const asked = await browser.post(ask, { email: "Ada@example.com" });
  expect(asked).toMatchObject({ status: 200, data: { mail: "kept" } });
  const { code, token } = await signInMailTo(services, "Ada@example.com");
  expect(code).toMatch(/^\d{6}$/);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect((await browser.post(`${ask}/code`, { code })).status).toBe(200);
  expect(await signedInAs(browser)).toBe("ada@example.com");
});

test("session cookies are HttpOnly and SameSite", async () => {
  const browser = here();
  await browser.post(ask, { email: "cookies@example.com" });
  expect(browser.lastSet).toEqual([expect.stringMatching(/^rookery\.browser=.*HttpOnly; SameSite=Lax$/)]);
  const { code } = await signInMailTo(services, "cookies@example.com");
  await browser.post(`${ask}/code`, { code });
  expect(browser.lastSet).toEqual([
    expect.stringMatching(/^rookery\.session_token=.*HttpOnly.*SameSite=Lax/),
    expect.stringMatching(/^rookery\.known=.*HttpOnly; SameSite=Lax$/),
  ]);
});

test("the code works in no other browser; the link works in any, once", async () => {
  const asking = here();
  await asking.post(ask, { email: "bound@example.com", to: "/claim/abc" });
  const { code, token } = await signInMailTo(services, "bound@example.com");
  const other = here();
  expect((await other.post(`${ask}/code`, { code })).error.message).toContain(
    "No code was requested in this browser",
  );
  expect((await other.post(`${ask}/link`, { token })).data).toEqual({ to: "/claim/abc" });
  expect(await signedInAs(other)).toBe("bound@example.com");
  expect((await here().post(`${ask}/link`, { token })).error.message).toContain("already used");
  // The mail's code stops working with the link.
  expect((await asking.post(`${ask}/code`, { code })).status).toBe(400);
});

test("looking at a link shows its address and whether this browser requested it, without using it up", async () => {
  const asking = here();
  await asking.post(ask, { email: "peeked@example.com" });
  const { token } = await signInMailTo(services, "peeked@example.com");
  const email = "peeked@example.com";
  expect((await asking.post(`${ask}/link/peek`, { token })).data).toEqual({ email, askedHere: true });
  const other = here();
  expect((await other.post(`${ask}/link/peek`, { token })).data).toEqual({ email, askedHere: false });
  expect((await other.post(`${ask}/link`, { token })).status).toBe(200);
  expect((await asking.post(`${ask}/link/peek`, { token })).error.message).toContain("already used");
});

test("a code works once, even when two requests send it at the same time", async () => {
  const browser = here();
  await browser.post(ask, { email: "twice@example.com" });
  const { code } = await signInMailTo(services, "twice@example.com");
  const answers = await Promise.all([1, 2].map(() => browser.post(`${ask}/code`, { code })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
});

test("after three wrong codes the right one is refused too", async () => {
  const browser = here();
  await browser.post(ask, { email: "guess@example.com" });
  const { code } = await signInMailTo(services, "guess@example.com");
  const wrong = code === "000000" ? "000001" : "000000";
  const messages = [];
  for (let i = 0; i < 3; i++)
    messages.push((await browser.post(`${ask}/code`, { code: wrong })).error.message);
  expect(messages).toEqual([
    expect.stringContaining("2 tries left"),
    expect.stringContaining("1 try left"),
    expect.stringContaining("Request a new email"),
  ]);
  expect((await browser.post(`${ask}/code`, { code })).status).toBe(400);
});

test("link and code expire after 10 minutes", async () => {
  const browser = here();
  await browser.post(ask, { email: "late@example.com" });
  const { code, token } = await signInMailTo(services, "late@example.com");
  clock.advance(tenMinutesMs);
  expect((await browser.post(`${ask}/code`, { code })).status).toBe(400);
  expect((await browser.post(`${ask}/link`, { token })).status).toBe(400);
});

test("one client has at most 10 sign-in mails an hour sent to an address", async () => {
  const answers = [];
  for (let i = 0; i < 11; i++) answers.push(await here().post(ask, { email: "many@example.com" }));
  expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(200), 429]);
  expect(answers.at(-1)?.error.code).toBe("RATE_LIMITED");
});

test("a client address gets at most 30 sign-in mails an hour, for any recipients", async () => {
  const statuses = [];
  for (let i = 0; i < 31; i++) {
    const { statusCode } = await app.inject({
      method: "POST",
      url: ask,
      remoteAddress: "203.0.113.9",
      headers: { origin: "http://localhost:3000", "content-type": "application/json" },
      payload: { email: `p${i}@example.com` },
    });
    statuses.push(statusCode);
  }
  expect(statuses).toEqual([...Array(30).fill(200), 429]);
});

test("signing out ends the session", async () => {
  const browser = await signedIn(app, services, "out@example.com");
  const cookie = new Map(browser.cookies);
  expect((await browser.post("/api/auth/sign-out", {})).status).toBe(200);
  const old = here();
  for (const [name, value] of cookie) old.cookies.set(name, value);
  expect(await old.call("getAccount")).toMatchObject({ status: 401, error: { code: "UNAUTHENTICATED" } });
});

test.each([
  ["another site", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
  ["a sibling site", { "sec-fetch-site": "same-site" }],
  ["a site that hides its name", { origin: "null" }],
  ["another port", { origin: "http://localhost:3001" }],
])("a request from %s cannot use a signed-in person's session", async (_, headers) => {
  const browser = await signedIn(app, services, `csrf${Math.random()}@example.com`);
  for (const path of [ask, "/api/auth/sign-out", "/api/app/getAccount"]) {
    const answer = await browser.post(path, { email: "x@example.com" }, headers);
    expect(answer, path).toMatchObject({ status: 403, error: { code: "FORBIDDEN" } });
    expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
  }
});

test.each([
  ["//evil.example"],
  ["/\\evil.example"],
  ["https://evil.example"],
  ["claim"],
  ["/a\0b"],
  ["/a\x7fb"],
])("sign-in refuses to redirect to %s", async (to) => {
  expect((await here().post(ask, { email: "to@example.com", to })).error.code).toBe("BAD_USER_INPUT");
});

test.each([
  ["/api/auth/get-session"],
  ["/api/auth/list-sessions"],
  ["/api/auth/ok"],
  ["/api/auth/sign-up/email"],
])("better-auth's other routes are not reachable: %s", async (path) => {
  expect((await here().request("GET", path)).error.code).toBe("ENDPOINT_NOT_FOUND");
  expect((await here().post(path, {})).error.code).toBe("ENDPOINT_NOT_FOUND");
});

test("only hashes of links and codes are stored", async () => {
  await here().post(ask, { email: "stored@example.com" });
  const { code, token } = await signInMailTo(services, "stored@example.com");
  const rows = await database.query(sql`select * from sign_ins where email = 'stored@example.com'`);
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(JSON.stringify(rows)).not.toContain(`"${code}"`);
});

test("when strangers have used up an address's code attempts, the error points to the link, which still works", async () => {
  const email = "guessed-at@example.com";
  const guesser = here();
  const guess = () => guesser.post(`${ask}/code`, { code: "x" });
  for (let mail = 0; mail < 7; mail++) {
    await guesser.post(ask, { email });
    for (let i = 0; i < 3 && mail * 3 + i < 20; i++) await guess();
  }
  expect((await guess()).error).toMatchObject({
    code: "RATE_LIMITED",
    message: expect.stringContaining("Open the link in your email instead"),
  });
  const { token } = await signInMailTo(services, email);
  expect((await here().post(`${ask}/link`, { token })).status).toBe(200);
});

test("all IPv6 addresses of a /64 network count as one client", async () => {
  const statuses = [];
  for (let i = 0; i < 31; i++) {
    const { statusCode } = await app.inject({
      method: "POST",
      url: ask,
      remoteAddress: `2001:db8:1:2:${i}::1`,
      headers: { origin: "http://localhost:3000", "content-type": "application/json" },
      payload: { email: `six${i}@example.com` },
    });
    statuses.push(statusCode);
  }
  expect(statuses).toEqual([...Array(30).fill(200), 429]);
});
