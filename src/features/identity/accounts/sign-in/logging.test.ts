import pino from "pino";
import { expect, onTestFinished, test } from "vitest";
import { newAgent } from "../../../../../test/support/agent.ts";
import { testApp } from "../../../../../test/support/app.ts";
import { newBrowser, signInMailTo } from "../../../../../test/support/browser.ts";
import { newPasskey } from "../../../../../test/support/transports/passkey.ts";
import { openApp } from "../../../../main/app.ts";
import { openServices } from "../../../../main/services.ts";
import { newToken } from "../../keys/token.ts";

const first = await testApp();
const ask = "/api/auth/sign-in";

/** The same server, with what it logs at every level. */
async function logged(config: { smtpUrl?: string } = {}) {
  const lines: string[] = [];
  const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) });
  const services = await openServices(
    { ...first.services.config, ...config },
    first.database,
    log,
    first.clock,
  );
  const app = await openApp(services);
  onTestFinished(async () => {
    await app.close();
    await services.close();
  });
  const events = () => lines.map((line) => JSON.parse(line)).filter(({ event }) => event);
  return { app, services, lines, events };
}

test("no sign-in code, link, claim link or key is logged", async () => {
  const { app, services, lines } = await logged();
  const browser = newBrowser(app, services);
  const { apiKey, claimUrl } = await newAgent(app, "quiet@example.com");
  await browser.post(ask, { email: "quiet@example.com" });
  const { code, token } = await signInMailTo(services, "quiet@example.com");
  await browser.post(`${ask}/link/peek`, { token });
  for (const path of [`/sign-in/${token}`, new URL(claimUrl).pathname, `/sign-in/${token}/%`, "/claim/%"]) {
    await browser.request("GET", path);
  }
  await browser.post(`${ask}/code`, { code });
  await browser.post(`${ask}/link`, { token });
  const claimToken = claimUrl.split("/").at(-1) as string;
  await browser.call("claimOrganization", { token: claimToken });
  const unknown = newToken("pk_");
  await app.inject({
    url: "/me",
    headers: { authorization: `Bearer ${unknown}`, "api-version": "2026-05-20" },
  });
  const text = lines.join("");
  expect(text).toContain("claimOrganization");
  for (const secret of [`"${code}`, token, claimToken, apiKey, unknown]) expect(text).not.toContain(secret);
});

test("a mail that the mail server refuses is logged without its code", async () => {
  const { app, services, lines } = await logged({ smtpUrl: "smtp://127.0.0.1:1" });
  const answer = await newBrowser(app, services).post(ask, { email: "down@example.com" });
  expect(answer.status).toBe(503);
  const [line] = lines.filter((one) => one.includes("refused a mail"));
  expect(JSON.parse(line ?? "")).toMatchObject({ mail: "sign-in" });
  expect(line).not.toMatch(/sign-in code|\d{6} is/);
});

test("sign-ins, wrong codes and links and refused keys are logged with the client's address, one line each", async () => {
  const { app, services, events } = await logged();
  const browser = newBrowser(app, services);
  await browser.post(ask, { email: "noted@example.com" });
  await browser.post(`${ask}/code`, { code: "none" });
  await browser.post(`${ask}/link`, { token: "none" });
  const { code } = await signInMailTo(services, "noted@example.com");
  await browser.post(`${ask}/code`, { code });
  await newPasskey().signIn(browser);
  const passkey = newPasskey();
  await passkey.register(browser);
  await passkey.signIn(browser);
  const headers = { authorization: `Bearer ${newToken("pk_")}`, "api-version": "2026-05-20" };
  await app.inject({ url: "/me", headers });
  await app.inject({ method: "POST", url: "/mcp", headers, payload: {} });
  const account = expect.any(String);
  const address = "127.0.0.1";
  expect(events()).toEqual([
    expect.objectContaining({ event: "code_refused", address }),
    expect.objectContaining({ event: "link_refused", address }),
    expect.objectContaining({ event: "signed_in", by: "code", account, address }),
    expect.objectContaining({ event: "passkey_refused", address }),
    expect.objectContaining({ event: "signed_in", by: "passkey", account, address }),
    expect.objectContaining({ event: "key_refused", transport: "rest", address }),
    expect.objectContaining({ event: "key_refused", transport: "mcp", address }),
  ]);
  expect(services.securityLog.counts()).toEqual({
    signed_in: 2,
    code_refused: 1,
    link_refused: 1,
    passkey_refused: 1,
    single_sign_on_refused: 0,
    key_refused: 2,
    call_refused: 0,
  });
});
