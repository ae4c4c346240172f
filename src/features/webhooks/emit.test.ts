import { randomBytes } from "node:crypto";
import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { newOrganization, operate } from "../../../test/support/operator.ts";
import { organizationRowId } from "../identity/slugs/store.ts";
import { emit } from "./emit.ts";
import type { EventName } from "./event.ts";
import { setOrganizationWebhook } from "./operations.ts";

const { database, services, clock } = await testApp();
const url = "https://example.com/hook";
const asset = () => ({ asset_id: randomBytes(6).toString("hex"), library_id: "barcelona" });

async function organizationWanting(...events: EventName[]): Promise<number> {
  const organizationId = await newOrganization(services, []);
  if (events.length > 0) await operate(services, setOrganizationWebhook, { organizationId, url, events });
  return (await organizationRowId(database, organizationId)) as number;
}

const deliveries = (organizationId: number) =>
  database.query<{ id: string; event: string; data: object }>(
    sql`select id, event, data from webhook_deliveries where organization_id = ${organizationId} order by id`,
  );
const jobs = async (organizationId: number) => {
  const ids = (await deliveries(organizationId)).map(({ id }) => `webhook ${id}`);
  return database.query(sql`select 1 from graphile_worker.jobs where key = any(${ids}::text[])`);
};

test("a subscribed event adds a delivery and a job for each of its data", async () => {
  const organization = await organizationWanting("asset.ready");
  const data = [asset(), asset()];
  await database.transaction((tx) => emit(tx, organization, "asset.ready", data, clock.now()));
  const made = await deliveries(organization);
  expect(made.map(({ event }) => event)).toEqual(["asset.ready", "asset.ready"]);
  expect(made.map((row) => row.data)).toEqual(expect.arrayContaining(data));
  expect(made.every(({ id }) => /^evt_[0-9A-Za-z]{16}$/.test(id))).toBe(true);
  expect(await jobs(organization)).toHaveLength(2);
});

test("an event without a subscription or an endpoint adds nothing", async () => {
  for (const organization of [await organizationWanting("asset.deleted"), await organizationWanting()]) {
    await database.transaction((tx) => emit(tx, organization, "asset.ready", [asset()], clock.now()));
    expect(await deliveries(organization)).toEqual([]);
  }
});

test("a rolled-back change sends no event", async () => {
  const organization = await organizationWanting("asset.ready");
  const changed = database.transaction(async (tx) => {
    await emit(tx, organization, "asset.ready", [asset()], clock.now());
    throw new Error("something else went wrong");
  });
  await expect(changed).rejects.toThrow("something else");
  expect(await deliveries(organization)).toEqual([]);
  const queued = sql`select 1 from graphile_worker.jobs where task_identifier = 'deliver_webhook' and queue_name like ${`webhooks ${organization} %`}`;
  expect(await database.query(queued)).toEqual([]);
});

test("an event refuses free text and undeclared fields", async () => {
  const organization = await organizationWanting("asset.ready");
  const telling = (data: never) =>
    database.transaction((tx) => emit(tx, organization, "asset.ready", [data], clock.now()));
  await expect(telling({ ...asset(), asset_id: "my holiday" } as never)).rejects.toThrow();
  await expect(telling({ ...asset(), name: "holiday" } as never)).rejects.toThrow();
  expect(await deliveries(organization)).toEqual([]);
});
