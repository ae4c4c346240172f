import sql from "sql-template-tag";
import { expect, test, vi } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { newOrganization, operate } from "../../../test/support/operator.ts";
import { webhookReceiver } from "../../../test/support/processes/webhook-receiver.ts";
import { organizationRowId } from "../identity/slugs/store.ts";
import { emit } from "./emit.ts";
import { setOrganizationWebhook } from "./operations.ts";

const hanging = await webhookReceiver();
const answering = await webhookReceiver();
const { services, database, clock } = await testApp({
  workers: true,
  config: { fetchAllowedHosts: [hanging.host, answering.host] },
});

async function emitTo(url: string, count: number) {
  const organizationId = await newOrganization(services, []);
  await operate(services, setOrganizationWebhook, { organizationId, url, events: ["asset.ready"] });
  const organization = (await organizationRowId(database, organizationId)) as number;
  const data = Array.from({ length: count }, () => ({ asset_id: "a-1", library_id: "barcelona" }));
  await database.transaction((tx) => emit(tx, organization, "asset.ready", data, clock.now()));
}

test("twelve endpoints that never answer delay no delivery of another organization", async () => {
  hanging.status = "never";
  answering.status = 200;
  for (let n = 0; n < 12; n++) await emitTo(hanging.url, 6);
  await vi.waitFor(() => expect(hanging.received.length).toBeGreaterThan(16), { timeout: 9_000 });
  await emitTo(answering.url, 1);
  await vi.waitFor(() => expect(answering.received).toHaveLength(1), { timeout: 30_000 });
  // It did not wait for a first one to time out.
  const timedOut = await database.query(sql`select 1 from webhook_attempts where error = 'no_answer'`);
  expect(timedOut).toEqual([]);
});
