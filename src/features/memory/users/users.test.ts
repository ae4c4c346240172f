import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { secondNode } from "../../../../test/support/processes/second-node.ts";
import { callMemory, newTenant } from "../../../../test/support/tenant.ts";
import { idOf, time } from "../../../../test/support/transports/memory-shapes.ts";

const node = await testApp();
const other = await secondNode(node);
const { app, clock } = node;

test("a user is created, found, changed in part, and listed", async () => {
  const tenant = await newTenant(app);
  const bare = await tenant.call("POST", "/users", {});
  const user = {
    user_id: idOf("usr"),
    tenant_id: tenant.tenantId,
    external_ref: null,
    display_name: null,
    time_zone: null,
    metadata: {},
    created_at: time,
    updated_at: time,
  };
  expect([bare.status, bare.body]).toEqual([201, user]);
  const full = { external_ref: "crm-7", display_name: "Ada", metadata: { plan: { seats: [1, null] } } };
  const made = (await tenant.call("POST", "/users", full)).body;
  expect(made).toEqual({ ...user, ...full });
  expect((await tenant.call("GET", `/users/${made.user_id}`)).body).toEqual(made);
  const patch = (body: object) => tenant.call("PATCH", `/users/${made.user_id}`, body);
  clock.advance(1000);
  const renamed = (await patch({ display_name: "Grace" })).body;
  expect(renamed).toEqual({ ...made, display_name: "Grace", updated_at: time });
  expect(renamed.updated_at > made.updated_at).toBe(true);
  expect((await patch({ metadata: { a: 1 } })).body.metadata).toEqual({ a: 1 });
  expect((await patch({ display_name: null, external_ref: null })).body).toMatchObject({
    external_ref: null,
    display_name: null,
    metadata: { a: 1 },
  });
  expect((await tenant.call("POST", "/users", { external_ref: "crm-7", title: 1 })).body.details).toEqual([
    { path: "", message: "unknown field 'title'" },
  ]);
  const lists = (await tenant.call("GET", "/users")).body;
  expect(lists).toEqual({ users: [expect.anything(), expect.anything()], total: 2, limit: 20, offset: 0 });
});

test("pages have 20 items by default and at most 100, and the last one is empty", async () => {
  const tenant = await newTenant(app);
  await Promise.all(
    Array.from({ length: 25 }, (_, i) => tenant.call("POST", "/users", { external_ref: `r${i}` })),
  );
  const page = async (query: string) => (await tenant.call("GET", `/users${query}`)).body;
  const [first, second] = [await page(""), await page("?offset=20")];
  expect([first.users.length, second.users.length, first.total]).toEqual([20, 5, 25]);
  const ids = [...first.users, ...second.users].map(({ user_id }) => user_id);
  expect(new Set(ids).size).toBe(25);
  expect((await page("?limit=100")).users.map(({ user_id }: { user_id: string }) => user_id)).toEqual(ids);
  expect(await page("?offset=1000")).toEqual({ users: [], total: 25, limit: 20, offset: 1000 });
  for (const query of ["?limit=101", "?limit=0", "?limit=x", "?limit=1.5", "?offset=-1"]) {
    const { status, body } = await tenant.call("GET", `/users${query}`);
    expect([query, status, body.details.length]).toEqual([query, 400, 1]);
  }
});

test("a reference finds only its user, and is unique within the tenant", async () => {
  const [tenant, stranger] = [await newTenant(app), await newTenant(app)];
  const ada = (await tenant.call("POST", "/users", { external_ref: "Ada/1 ü" })).body;
  const found = (ref: string) => tenant.call("GET", `/users?external_ref=${encodeURIComponent(ref)}`);
  expect((await found("Ada/1 ü")).body).toEqual({ users: [ada], total: 1, limit: 20, offset: 0 });
  expect((await found("ada/1 ü")).body.users).toEqual([]);
  const grace = (await tenant.call("POST", "/users", {})).body;
  for (const clash of [
    await tenant.call("POST", "/users", { external_ref: "Ada/1 ü" }),
    await tenant.call("PATCH", `/users/${grace.user_id}`, { external_ref: "Ada/1 ü" }),
  ]) {
    expect(clash).toMatchObject({
      status: 409,
      body: { error: "Conflict", message: expect.stringContaining("external_ref") },
    });
  }
  expect((await stranger.call("POST", "/users", { external_ref: "Ada/1 ü" })).status).toBe(201);
  expect((await tenant.call("PATCH", `/users/${ada.user_id}`, { external_ref: "Ada/1 ü" })).status).toBe(200);
  await tenant.call("DELETE", `/users/${ada.user_id}`);
  expect((await tenant.call("PATCH", `/users/${grace.user_id}`, { external_ref: "Ada/1 ü" })).status).toBe(
    200,
  );
});

test("only one of many simultaneous creates and changes on two nodes gets a reference", async () => {
  const tenant = await newTenant(app);
  const users = await Promise.all(Array.from({ length: 6 }, () => tenant.call("POST", "/users", {})));
  const body = { external_ref: "wanted" };
  const answers = await Promise.all(
    [app, other.app].flatMap((at) => [
      ...users.map(({ body: { user_id } }) =>
        callMemory(at, tenant.apiKey, "PATCH", `/users/${user_id}`, body),
      ),
      ...users.map(() => callMemory(at, tenant.apiKey, "POST", "/users", body)),
    ]),
  );
  const holders = new Set(answers.filter(({ status }) => status < 300).map((answer) => answer.body.user_id));
  expect([...new Set(answers.map(({ status }) => status))].filter((status) => status >= 300)).toEqual([409]);
  expect(holders.size).toBe(1);
  expect((await tenant.call("GET", "/users?external_ref=wanted")).body.users[0].user_id).toBe(
    [...holders][0],
  );
});

test("limits are enforced for simultaneous creates", async () => {
  const tenant = await newTenant(app, { max_users: 3, max_conversations_per_user: 2 });
  const made = await Promise.all(Array.from({ length: 9 }, () => tenant.call("POST", "/users", {})));
  expect(made.filter(({ status }) => status === 201)).toHaveLength(3);
  const user_id = made.find(({ status }) => status === 201)?.body.user_id;
  const begun = await Promise.all(
    Array.from({ length: 9 }, () => tenant.call("POST", "/conversations", { user_id })),
  );
  expect(begun.map(({ status }) => status).toSorted()).toEqual([201, 201, ...Array(7).fill(403)]);
});
