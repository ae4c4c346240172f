import { expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { newTenant } from "../../../test/support/tenant.ts";

const { app } = await testApp();
const keyed = (key: string) => ({ "idempotency-key": key });

test("a write sent again with its key runs once and is answered as before, with its status", async () => {
  const tenant = await newTenant(app);
  const [first, again] = [
    await tenant.call("POST", "/users", { display_name: "Ada" }, keyed("u1")),
    await tenant.call("POST", "/users", { display_name: "Ada" }, keyed("u1")),
  ];
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.body).toEqual(first.body);
  expect([first, again].map(({ headers }) => headers["idempotent-replayed"])).toEqual([undefined, "true"]);
  const other = await tenant.call("POST", "/users", { display_name: "Bob" }, keyed("u1"));
  expect([other.status, other.body.message]).toEqual([400, expect.stringContaining("Idempotency-Key")]);
  expect((await tenant.call("GET", "/users")).body.total).toBe(1);
});

test("reading calls are run each time, whatever key they have", async () => {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  const query = () =>
    tenant.call("POST", "/memory/query", { user_id: userId, query: "lighthouse" }, keyed("q1"));
  expect((await query()).body.memories).toEqual([]);
  await tenant.ingest(userId, conversationId, "I live in a lighthouse");
  expect((await query()).body.memories).toHaveLength(1);
});

test("erasing a user forgets the kept answers, and can itself be repeated", async () => {
  const tenant = await newTenant(app);
  const created = await tenant.call("POST", "/users", { display_name: "Ada" }, keyed("u2"));
  const erase = () => tenant.call("DELETE", `/users/${created.body.user_id}`, undefined, keyed("e1"));
  const [first, again] = [await erase(), await erase()];
  expect([first.status, again.status]).toEqual([200, 200]);
  expect(again.body).toEqual(first.body);
  const anew = await tenant.call("POST", "/users", { display_name: "Ada" }, keyed("u2"));
  expect(anew.body.user_id).not.toBe(created.body.user_id);
});
