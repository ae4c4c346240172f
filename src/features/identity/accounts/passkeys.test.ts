import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newBrowser, signedIn } from "../../../../test/support/browser.ts";
import { newPasskey } from "../../../../test/support/transports/passkey.ts";

const { app, services, database } = await testApp();

test("a passkey that a signed-in person added signs in to their account from any browser", async () => {
  const browser = await signedIn(app, services, "ada@example.com");
  const passkey = newPasskey();
  expect(await passkey.register(browser)).toMatchObject({ status: 200 });
  const elsewhere = newBrowser(app, services);
  expect(await passkey.signIn(elsewhere)).toMatchObject({ status: 200 });
  expect((await elsewhere.call("getAccount")).data.email).toBe("ada@example.com");
});

test("adding a passkey needs a session", async () => {
  expect((await newPasskey().register(newBrowser(app, services))).status).toBe(401);
});

test("an unknown passkey is refused", async () => {
  const browser = newBrowser(app, services);
  expect((await newPasskey().signIn(browser)).status).toBe(401);
  expect((await browser.call("getAccount")).error.code).toBe("UNAUTHENTICATED");
});

test("a deleted passkey is refused, and only its owner can delete it", async () => {
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

test("a passkey needs user verification, and the options sent to the browser require it", async () => {
  const found = newPasskey({ verifiesUser: false });
  const browser = await signedIn(app, services, "found@example.com");
  expect((await found.register(browser)).status).toBe(401);
  const passkey = newPasskey();
  await passkey.register(browser);
  passkey.verifiesUser = false;
  const finder = newBrowser(app, services);
  expect((await passkey.signIn(finder)).status).toBe(401);
  expect((await finder.call("getAccount")).error.code).toBe("UNAUTHENTICATED");
  for (const path of ["generate-register-options", "generate-authenticate-options"]) {
    const { text } = await browser.request("GET", `/api/auth/passkey/${path}`);
    expect(text, path).toContain('"userVerification":"required"');
  }
});

test("a passkey's name is one line of at most 100 characters, and no field may hold U+0000", async () => {
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

test("adding a passkey needs a session less than a day old", async () => {
  const browser = await signedIn(app, services, "stale@example.com");
  await database.execute(sql`update sessions set created_at = now() - interval '25 hours'
    where account_id = (select id from accounts where email = 'stale@example.com')`);
  expect((await newPasskey().register(browser)).status).toBe(403);
});
