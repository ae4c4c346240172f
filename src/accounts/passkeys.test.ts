import { expect, test } from "vitest";
import { testApp } from "../testing/app.ts";
import { newBrowser, signedIn } from "../testing/browser.ts";
import { newPasskey } from "../testing/passkey.ts";

const { app, services } = await testApp();

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
