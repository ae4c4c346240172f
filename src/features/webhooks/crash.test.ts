import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test, vi } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { count } from "../../../test/support/counts.ts";
import { picture } from "../../../test/support/files.ts";
import { newOrganization, operate } from "../../../test/support/operator.ts";
import { webhookReceiver } from "../../../test/support/processes/webhook-receiver.ts";
import { recoverJobs } from "../../kernel/jobs/recover.ts";
import { startWorkers } from "../../kernel/jobs/workers.ts";
import { jobs } from "../../main/registry.ts";
import { organizationRowId } from "../identity/slugs/store.ts";
import { deliveriesPage } from "./deliveries/store.ts";
import { emit } from "./emit.ts";
import { setOrganizationWebhook } from "./operations.ts";

const receiver = await webhookReceiver();
const { app, services, database, clock, connection } = await testApp({
  config: { fetchAllowedHosts: [receiver.host] },
});
const script = fileURLToPath(new URL("../../../test/support/processes/worker-process.ts", import.meta.url));

/** Commits an event while no process runs that could send it. */
async function committedEvent() {
  const slug = await newOrganization(services, []);
  const set = { organizationId: slug, url: receiver.url, events: ["asset.ready" as const] };
  await operate(services, setOrganizationWebhook, set);
  const organization = (await organizationRowId(database, slug)) as number;
  const data = [{ asset_id: "a-1", library_id: "barcelona" }];
  await database.transaction((tx) => emit(tx, organization, "asset.ready", data, clock.now()));
  const delivery = async () =>
    (await deliveriesPage(database, organization, { limit: 1, offset: 0 })).deliveries[0];
  return { id: (await delivery())?.delivery_id as string, delivery };
}

async function working(): Promise<void> {
  const workers = await startWorkers(services, jobs);
  onTestFinished(() => workers.stop());
}

test("an event is sent by another process when its own ends right after the commit", async () => {
  const { id, delivery } = await committedEvent();
  await working();
  await vi.waitFor(async () => expect((await delivery())?.status).toBe("delivered"), 10_000);
  expect(receiver.message(id)?.headers["x-rookery-delivery"]).toBe(id);
});

test("an event whose process is killed while sending is sent again with the same id", async () => {
  const { id, delivery } = await committedEvent();
  receiver.status = "never";
  const child = spawn(
    process.execPath,
    [script, services.config.dataDir, JSON.stringify(connection), receiver.host],
    { stdio: "inherit" },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  await vi.waitFor(() => expect(receiver.message(id)).toBeDefined(), 20_000);
  child.kill("SIGKILL");
  count("faults injected");
  await once(child, "exit");
  expect(await delivery()).toMatchObject({ status: "pending", attempts: [] });

  receiver.status = 200;
  await working();
  await vi.waitFor(
    async () => {
      await recoverJobs(services); // runs every minute
      expect((await delivery())?.status).toBe("delivered");
    },
    { timeout: 20_000, interval: 100 },
  );
  const sent = receiver.received.filter(({ headers }) => headers["x-rookery-delivery"] === id);
  expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
  expect(sent.length).toBe(2);
});

test("endpoints that hang delay neither other endpoints nor asset processing", async () => {
  receiver.status = "never";
  const hanging = await Promise.all(Array.from({ length: 4 }, committedEvent));
  await working();
  onTestFinished(receiver.letGo);
  await vi.waitFor(() => expect(hanging.every(({ id }) => receiver.message(id))).toBe(true), 10_000);

  receiver.status = 200;
  const { delivery } = await committedEvent();
  const agent = await newAgent(app);
  const [asset] = (await agent.upload({ "a.png": await picture() })).data.assets;
  await vi.waitFor(async () => {
    expect((await delivery())?.status).toBe("delivered");
    expect((await agent.get(`${agent.library}/assets/${asset.id}`)).data.status).toBe("ready");
  }, 5_000);
  expect(await hanging[0]?.delivery()).toMatchObject({ status: "pending" });
});
