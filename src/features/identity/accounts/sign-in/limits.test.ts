import { expect, test } from "vitest";
import type { Answer } from "../../../../../test/support/agent.ts";
import { testApp } from "../../../../../test/support/app.ts";
import { type Browser, newBrowser, signedIn, signInMailTo } from "../../../../../test/support/browser.ts";

const { app, services } = await testApp({ config: { allowHttp: true } });
const ask = "/api/auth/sign-in";
const statusesOf = (answers: Answer[]) => answers.map(({ status }) => status);

async function asksFrom(address: string, email: string, times: number): Promise<number[]> {
  const statuses = [];
  for (let i = 0; i < times; i++) {
    const { statusCode } = await app.inject({
      method: "POST",
      url: ask,
      remoteAddress: address,
      headers: { origin: "http://localhost:3000", "content-type": "application/json" },
      payload: { email },
    });
    statuses.push(statusCode);
  }
  return statuses;
}

/** Strangers of many networks use up what they may have sent to an address. */
async function floodedBy(network: string, email: string): Promise<void> {
  for (let i = 0; i < 6; i++) {
    expect(await asksFrom(`${network}.${i}`, email, 10)).toEqual(Array(10).fill(200));
  }
  expect(await asksFrom(`${network}.9`, email, 1)).toEqual([429]);
}

const knownOnly = (browser: Browser): Browser => {
  const copy = newBrowser(app, services);
  copy.cookies.set("rookery.known", browser.cookies.get("rookery.known") ?? "");
  return copy;
};

test("a stranger who asks for mails without end does not keep the person from signing in", async () => {
  const email = "asked-for@example.com";
  expect(await asksFrom("203.0.113.1", email, 12)).toEqual([...Array(10).fill(200), 429, 429]);
  // Other spellings of the mailbox are the same.
  expect(await asksFrom("203.0.113.1", "Asked-For+x@example.com", 1)).toEqual([429]);
  const person = newBrowser(app, services);
  expect((await person.post(ask, { email })).status).toBe(200);
  const { code } = await signInMailTo(services, email);
  expect((await person.post(`${ask}/code`, { code })).status).toBe(200);
});

test("a browser that signed in before gets a mail when strangers of many networks have used theirs up", async () => {
  const email = "flooded@example.com";
  const known = knownOnly(await signedIn(app, services, email));
  // 9 more than from the one that signed in.
  for (let i = 0; i < 5; i++) await asksFrom(`198.51.100.${i}`, email, 10);
  await asksFrom("198.51.100.5", email, 9);
  expect(await asksFrom("198.51.100.6", email, 1)).toEqual([429]);
  expect((await known.post(ask, { email })).status).toBe(200);
  const { code } = await signInMailTo(services, email);
  expect((await known.post(`${ask}/code`, { code })).status).toBe(200);
  expect(statusesOf([await known.call("getAccount")])).toEqual([200]);
});

test("a browser is known for the accounts that it signed in to alone, and only by the server's own proof", async () => {
  const email = "proved@example.com";
  const eve = knownOnly(await signedIn(app, services, "eve@example.com"));
  await floodedBy("192.0.2", email);
  expect((await eve.post(ask, { email })).status).toBe(429);
  const proof = eve.cookies.get("rookery.known") as string;
  eve.cookies.set("rookery.known", `${"A".repeat(65)}.${proof}.${"é".repeat(65)}.`);
  expect((await eve.post(ask, { email })).status).toBe(429);
  expect((await eve.post(ask, { email: "eve@example.com" })).status).toBe(200);
});

test("a browser that signed in before may try codes when strangers have used up theirs", async () => {
  const email = "codes@example.com";
  const known = knownOnly(await signedIn(app, services, email));
  const guesser = newBrowser(app, services);
  const guess = () => guesser.post(`${ask}/code`, { code: "x" });
  for (let i = 0; i < 20; i++) {
    if (i % 3 === 0) await guesser.post(ask, { email });
    await guess();
  }
  expect((await guess()).error.code).toBe("RATE_LIMITED");
  await known.post(ask, { email });
  const { code } = await signInMailTo(services, email);
  expect((await known.post(`${ask}/code`, { code })).status).toBe(200);
});

test("a planted browser cookie is replaced when a mail is requested, and the code does not work with it", async () => {
  const email = "planted@example.com";
  const planted = "p".repeat(43);
  const person = newBrowser(app, services);
  person.cookies.set("rookery.browser", planted);
  await person.post(ask, { email });
  expect(person.cookies.get("rookery.browser")).not.toBe(planted);
  const { code } = await signInMailTo(services, email);
  const planter = newBrowser(app, services);
  planter.cookies.set("rookery.browser", planted);
  expect((await planter.post(`${ask}/code`, { code })).status).toBe(400);
  expect((await person.post(`${ask}/code`, { code })).status).toBe(200);
});
