import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newBrowser, signedIn } from "../../../../test/support/browser.ts";

const { app, services } = await testApp({ config: { publicUrl: "https://pictures.example.com" } });

test("cookies are Secure when the public URL is https", async () => {
  const asking = newBrowser(app, services);
  await asking.post("/api/auth/sign-in", { email: "x@example.com" });
  const { lastSet, cookies } = await signedIn(app, services, "ada@example.com");
  for (const line of [...asking.lastSet, ...lastSet]) expect(line).toContain("; Secure");
  expect([...cookies.keys()]).toContain("__Secure-rookery.session_token");
});
