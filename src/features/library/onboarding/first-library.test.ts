import { expect, test } from "vitest";
import { newAgent } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { signedIn } from "../../../../test/support/browser.ts";

const { app, services } = await testApp();

test("only the first person to sign in on a fresh server gets an organization with a library, even after agents started some", async () => {
  await newAgent(app);
  const first = await signedIn(app, services, "first@example.com");
  const { organizations } = (await first.call("getAccount")).data;
  expect(organizations).toEqual([{ id: "home", name: "Home", plan: "free", role: "owner" }]);
  const { data } = await first.call("listLibraries", { organizationId: "home" });
  expect(data).toMatchObject([{ id: "pictures", name: "Pictures" }]);
  const second = await signedIn(app, services, "second@example.com");
  expect((await second.call("getAccount")).data.organizations).toEqual([]);
});
