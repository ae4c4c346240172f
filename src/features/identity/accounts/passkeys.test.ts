import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newBrowser, signedIn } from "../../../../test/support/browser.ts";
import { newPasskey } from "../../../../test/support/transports/passkey.ts";

const { app, services, database } = await testApp();

test("a passkey that was added once signed in signs its account in, in any browser", async () => {
  const browser = await signedIn(app, services, "ada@example.com");
  const passkey = newPasskey();
  expect(await passkey.register(browser)).toMatchObject({ status: 200 });
  const elsewhere = newBrowser(app, services);
  expect(await passkey.signIn(elsewhere)).toMatchObject({ status: 200 });
  expect((await elsewhere.call("getAccount")).data.email).toBe("ada@example.com");
});

test("a passkey can be added by nobody who is not signed in", async () => {
  expect((await newPasskey().register(newBrowser(app, services))).status).toBe(401);
});

test("a passkey that was never added signs nobody in", async () => {
  const browser = newBrowser(app, services);
  expect((await newPasskey().signIn(browser)).status).toBe(401);
  expect((await browser.call("getAccount")).error.code).toBe("UNAUTHENTICATED");
});

test("a passkey that was deleted signs in no more, and only its owner can delete it", async () => {
  const browser = await signedIn(app, services, "bob@example.com");
  const passkey = newPasskey();
  await passkey.register(browser);
  const [{ id, name }] = JSON.parse(
    (await browser.request("GET", "/api/auth/passkey/list-user-passkeys")).text,
  );
  expect(name).toBe("Laptop");
  const eve = await signedIn(app, services, "eve@example.com");
  expect((await eve.post("/api/auth/passkey/delete-passkey", { id })).status).toBeGreaterThanOrEqual(400);
  expect((await passkey.signIn(newBrowser(app, services))).status).toBe(200);
  expect((await browser.post("/api/auth/passkey/delete-passkey", { id })).status).toBe(200);
  expect((await passkey.signIn(newBrowser(app, services))).status).toBe(401);
});

test("a device that did not ask who holds it is refused, and the browser is told to have it asked", async () => {
  const found = newPasskey({ asksWho: false });
  const browser = await signedIn(app, services, "found@example.com");
  expect((await found.register(browser)).status).toBe(401);
  const passkey = newPasskey();
  await passkey.register(browser);
  passkey.asksWho = false;
  const finder = newBrowser(app, services);
  expect((await passkey.signIn(finder)).status).toBe(401);
  expect((await finder.call("getAccount")).error.code).toBe("UNAUTHENTICATED");
  for (const path of ["generate-register-options", "generate-authenticate-options"]) {
    const { text } = await browser.request("GET", `/api/auth/passkey/${path}`);
    expect(text, path).toContain('"userVerification":"required"');
  }
});

test("a passkey's name has at most 100 characters, on one line; U+0000 is nowhere", async () => {
  const browser = await signedIn(app, services, "label@example.com");
  await newPasskey().register(browser);
  const [{ id }] = JSON.parse((await browser.request("GET", "/api/auth/passkey/list-user-passkeys")).text);
  const rename = (name: string) => browser.post("/api/auth/passkey/update-passkey", { id, name });
  expect((await rename("My phone")).status).toBe(200);
  for (const name of ["a".repeat(101), "a\nb", "a\0b"]) {
    expect((await rename(name)).error.code).toBe("BAD_USER_INPUT");
  }
  const nul = await browser.post("/api/auth/passkey/delete-passkey", { id: "a\0" });
  expect(nul.error.code).toBe("BAD_USER_INPUT");
});

test("a passkey is added only in a session that began within a day", async () => {
  const browser = await signedIn(app, services, "stale@example.com");
  await database.execute(sql`update sessions set created_at = now() - interval '25 hours'
    where account_id = (select id from accounts where email = 'stale@example.com')`);
  expect((await newPasskey().register(browser)).status).toBe(403);
});
