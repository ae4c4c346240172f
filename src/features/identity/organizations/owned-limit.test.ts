import { expect, test } from "vitest";
import { newAgent } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { signedIn } from "../../../../test/support/browser.ts";
import { dayMs } from "../../../platform/clock.ts";

const { app, services, clock } = await testApp();
await signedIn(app, services, "first@example.com"); // becomes the owner of a fresh server's first organization

let names = 0;
async function ownerOf(count: number) {
  const browser = await signedIn(app, services, `owner${names++}@example.com`);
  for (let i = 0; i < count; i++) {
    expect((await browser.call("createMyOrganization", { name: `Of ${names} ${i}` })).status).toBe(200);
  }
  // Slugs have a limit per day too.
  clock.advance(dayMs);
  return { browser, create: (name: string) => browser.call("createMyOrganization", { name }) };
}

test("an account that owns 20 organizations can't create another, and the error says what to do", async () => {
  const { browser, create } = await ownerOf(20);
  expect((await create("One more")).error).toEqual({
    code: "CONFLICT",
    message:
      "You already own 20 organizations, which is the limit. Delete one, or make someone else its owner and leave it.",
  });
  const [{ id }] = (await browser.call("getAccount")).data.organizations;
  await browser.call("deleteOrganization", { organizationId: id, confirm: id });
  expect((await create("One more")).status).toBe(200);
});

test("of two concurrent calls at 19 organizations, one succeeds", async () => {
  const { create } = await ownerOf(19);
  const answers = await Promise.all([create("Left"), create("Right")]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test("a claim is never refused by the limit, since the organization would be lost", async () => {
  const { browser, create } = await ownerOf(20);
  const token = (await newAgent(app)).claimUrl.split("/claim/")[1];
  expect((await browser.call("claimOrganization", { token })).status).toBe(200);
  expect((await create("One more")).error.code).toBe("CONFLICT");
});
