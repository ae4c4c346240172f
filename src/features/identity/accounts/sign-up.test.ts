import { afterAll, expect, test } from "vitest";
import { newAgent } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { mailsTo, newBrowser, signedIn } from "../../../../test/support/browser.ts";
import { oidcProvider, throughProvider } from "../../../../test/support/oidc-provider.ts";
import { newOrganization, operate } from "../../../../test/support/operator.ts";
import { newPasskey } from "../../../../test/support/transports/passkey.ts";
import { inviteMember } from "../members/invitations/operations/invite.ts";
import { withdrawInvitation } from "../members/invitations/operations/withdraw.ts";

const invited = await testApp({ config: { signUp: { kind: "invited" } } });
const provider = await oidcProvider("http://localhost:3000");
afterAll(() => provider.stop());
const ofDomain = await testApp({
  config: { signUp: { kind: "domain", domains: ["example.org"] }, oidc: provider.settings },
});
const ask = "/api/auth/sign-in";

const firstOf = async ({ app, services }: typeof invited) => {
  await signedIn(app, services, "first@example.com");
  return newOrganization(services, []);
};
const organizationId = await firstOf(invited);
await firstOf(ofDomain);

test("with SIGN_UP=invited the first person and people with an invitation get an account", async () => {
  const { app, services } = invited;
  await operate(services, inviteMember, { organizationId, email: "Guest@example.com", role: "viewer" });
  const guest = await signedIn(app, services, "guest@example.com");
  expect((await guest.call("getAccount")).data.email).toBe("guest@example.com");
  // Later too, when the invitation is used up.
  expect((await signedIn(app, services, "first@example.com")).cookies.size).toBeGreaterThan(0);
});

test("an address without account or invitation gets a mail without link and code, and the asker cannot tell", async () => {
  const { app, services } = invited;
  const stranger = newBrowser(app, services);
  const unknown = await stranger.post(ask, { email: "stranger@example.com" });
  const known = await newBrowser(app, services).post(ask, { email: "first@example.com" });
  expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
  const [mail, ...more] = await mailsTo(services, "stranger@example.com");
  expect(more).toEqual([]);
  expect(mail).toContain("It has no account here");
  expect(mail).not.toMatch(/sign-in\/|^\d{6}/m);
});

test("an invitation that is withdrawn after the mail was sent gives no account", async () => {
  const { app, services } = invited;
  const email = "withdrawn@example.com";
  const { id } = await operate(services, inviteMember, { organizationId, email, role: "viewer" });
  const browser = newBrowser(app, services);
  await browser.post(ask, { email });
  await operate(services, withdrawInvitation, { organizationId, invitationId: id });
  const code = /^(\d{6})\r?$/m.exec((await mailsTo(services, email)).at(-1) ?? "")?.[1];
  expect((await browser.post(`${ask}/code`, { code })).error).toMatchObject({ code: "FORBIDDEN" });
  expect((await browser.call("getAccount")).status).toBe(401);
});

test("with SIGN_UP=domain:… addresses of the domain get an account, those of its subdomains do not", async () => {
  const { app, services } = ofDomain;
  const colleague = await signedIn(app, services, "Ada@example.org");
  expect((await colleague.call("getAccount")).data.email).toBe("ada@example.org");
  for (const email of ["x@mail.example.org", "x@notexample.org", "example.org@example.com"]) {
    await newBrowser(app, services).post(ask, { email });
    expect((await mailsTo(services, email)).join()).toContain("It has no account here");
  }
});

test("single sign-on makes accounts by the same rule, and says what to do", async () => {
  const { app, services } = ofDomain;
  const signIn = async (email: string) => {
    provider.person = { sub: email, email, email_verified: true };
    const browser = newBrowser(app, services);
    const { data } = await browser.post("/api/auth/sign-in/oidc", {});
    const { pathname, search } = await throughProvider(provider.issuer, data.url);
    const { headers } = await browser.request("GET", pathname + search);
    return { to: headers.location, status: (await browser.call("getAccount")).status };
  };
  expect(await signIn("grace@example.org")).toEqual({ to: "/signed-in", status: 200 });
  expect(await signIn("eve@example.com")).toEqual({ to: "/sign-in?problem=closed", status: 401 });
  // Who has an account keeps it.
  expect(await signIn("first@example.com")).toEqual({ to: "/signed-in", status: 200 });
});

test("a passkey signs in to its account whatever the rule says", async () => {
  const { app, services } = invited;
  const passkey = newPasskey();
  await passkey.register(await signedIn(app, services, "first@example.com"));
  expect(await passkey.signIn(newBrowser(app, services))).toMatchObject({ status: 200 });
});

test("what an agent started for an address opens no account that the rule does not allow", async () => {
  const { app, services } = invited;
  for (const email of ["outsider@example.com", "colleague@example.com"]) {
    const { claimUrl } = await newAgent(app, email);
    const token = new URL(claimUrl).pathname.split("/").at(-1);
    if (email === "colleague@example.com") {
      await operate(services, inviteMember, { organizationId, email, role: "viewer" });
      const colleague = await signedIn(app, services, email);
      expect((await colleague.call("claimOrganization", { token })).status).toBe(200);
    } else {
      await expect(signedIn(app, services, email)).rejects.toThrow("Could not sign in");
      expect((await mailsTo(services, email)).at(-1)).toContain(
        "Ask an owner of an organization to invite you",
      );
      expect((await newBrowser(app, services).call("claimOrganization", { token })).status).toBe(401);
    }
  }
});
