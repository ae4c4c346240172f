import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newTenant } from "../../../../test/support/tenant.ts";

const { app, clock } = await testApp();

test("people are listed by their last activity: who spoke last comes first, and who never spoke comes last", async () => {
  const { call, newUser, ingest } = await newTenant(app);
  const people = [];
  for (let i = 0; i < 3; i++) {
    clock.advance(1_000);
    people.push(await newUser());
  }
  clock.advance(1_000);
  const { user_id: silent } = (await call("POST", "/users", {})).body;
  const [first, second, third] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]];
  for (const { userId, conversationId } of [third, first, second, first]) {
    clock.advance(1_000);
    await ingest(userId, conversationId, "Hello");
  }
  const order = async (query = "") =>
    (await call("GET", `/users?order=active${query}`)).body.users.map(
      (user: { user_id: string }) => user.user_id,
    );
  expect(await order()).toEqual([first.userId, second.userId, third.userId, silent]);
  expect(await order("&limit=1&offset=1")).toEqual([second.userId]);
  expect((await call("GET", "/users?order=latest")).status).toBe(400);
});
