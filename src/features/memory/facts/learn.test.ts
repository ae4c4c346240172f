import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import sql from "sql-template-tag";
import { afterAll, expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newTenant } from "../../../../test/support/tenant.ts";
import { unlearnedBefore } from "../interactions/store.ts";
import { learnLater, sweepUnlearned } from "./learn-later.ts";

/** A chat endpoint that finds one fact, or answers 503 while `away`. `meanwhile` runs before each answer. */
const model = { away: false, asked: 0, meanwhile: async () => {} };
const server = createServer((request, response) => {
  request.resume().on("end", async () => {
    model.asked++;
    await model.meanwhile();
    if (model.away) return response.writeHead(503).end();
    const facts = [
      {
        subject: "user",
        attribute: "home",
        value: "Atlantis",
        text: "The user lives in Atlantis.",
        confidence: 0.9,
      },
    ];
    const content = JSON.stringify({ facts });
    response
      .setHeader("content-type", "application/json")
      .end(JSON.stringify({ choices: [{ message: { content } }] }));
  });
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
afterAll(() => server.close());
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;

const byModel = await testApp({ config: { chatModel: { url, model: "m", key: undefined } } });
const byRules = await testApp();

async function said(app: typeof byModel, text: string) {
  const tenant = await newTenant(app.app);
  const { userId, conversationId } = await tenant.newUser();
  const { body } = await tenant.ingest(userId, conversationId, text);
  const { organizationId } = await app.database.one<{ organizationId: number }>(
    sql`select organization_id as "organizationId" from tenants where id = ${tenant.tenantId}`,
  );
  const values = async () =>
    (await tenant.call("GET", `/memory/facts?user_id=${userId}`)).body.facts.map(
      ({ value }: { value: string }) => value,
    );
  return { tenant, values, exchange: { interactionId: body.interaction_id as string, organizationId } };
}

test("a configured model extracts the facts in a job", async () => {
  const { values, exchange } = await said(byModel, "Something about me");
  expect(await values()).toEqual([]);
  await sweepUnlearned(byModel.services);
  const queued = await byModel.database.query(
    sql`select 1 from graphile_worker.jobs where key = ${`learn ${exchange.interactionId}`}`,
  );
  expect(queued).toHaveLength(1);
  await learnLater(byModel.services, exchange, { isLast: false });
  expect(await values()).toEqual(["Atlantis"]);
  await learnLater(byModel.services, exchange, { isLast: false });
  expect(await values()).toEqual(["Atlantis"]);
});

test("an unavailable model is asked again, and the rules extract the facts after the last attempt", async () => {
  const { values, exchange } = await said(byModel, "I live in Lisbon.");
  model.away = true;
  await expect(learnLater(byModel.services, exchange, { isLast: false })).rejects.toThrow();
  expect(await values()).toEqual([]);
  await learnLater(byModel.services, exchange, { isLast: true });
  model.away = false;
  expect(await values()).toContain("Lisbon");
});

test("facts of a text that was changed while the model read it are not saved, and the new text is read", async () => {
  const { tenant, values, exchange } = await said(byModel, "Something about me");
  model.meanwhile = async () => {
    model.meanwhile = async () => {};
    const change = { user_message: "Something else" };
    const { status } = await tenant.call("PATCH", `/memory/interactions/${exchange.interactionId}`, change);
    expect(status).toBe(200);
  };
  await learnLater(byModel.services, exchange, { isLast: false });
  expect(await values()).toEqual([]);
  await learnLater(byModel.services, exchange, { isLast: false });
  expect(await values()).toEqual(["Atlantis"]);
});

test("an exchange left unlearned by a crash is queued a minute later", async () => {
  const { values, exchange } = await said(byRules, "I live in Lisbon.");
  expect(await values()).toContain("Lisbon");
  // As if the process had died after saving the exchange and before its facts.
  await byRules.database.execute(sql`delete from facts`);
  await byRules.database.execute(
    sql`update interactions set unlearned = true where id = ${exchange.interactionId}`,
  );
  await sweepUnlearned(byRules.services);
  const queued = () =>
    byRules.database.query(sql`select 1 from graphile_worker.jobs where task_identifier = 'learn_facts'`);
  expect(await queued()).toEqual([]);
  byRules.clock.advance(61_000);
  await sweepUnlearned(byRules.services);
  expect(await queued()).toHaveLength(1);
  await learnLater(byRules.services, exchange, { isLast: false });
  expect(await values()).toContain("Lisbon");
});

test("tenants take turns: a backlog leaves the model to the exchange of another, and has two queues of its own", async () => {
  const fair = await testApp({ config: { chatModel: { url, model: "m", key: undefined } } });
  const busy = await newTenant(fair.app);
  const { userId, conversationId } = await busy.newUser();
  for (const text of ["One", "Two", "Three"]) await busy.ingest(userId, conversationId, text);
  const { exchange } = await said(fair, "Four");
  const next = await unlearnedBefore(fair.database, fair.clock.now(), { all: 2, each: 200 });
  expect(next.map(({ id }) => id)).toContain(exchange.interactionId);
  expect(new Set(next.map(({ organizationId }) => organizationId)).size).toBe(2);
  const onlyTwo = await unlearnedBefore(fair.database, fair.clock.now(), { all: 100, each: 2 });
  expect(onlyTwo).toHaveLength(3);

  await sweepUnlearned(fair.services);
  const queues = await fair.database.query<{ name: string; jobs: number }>(
    sql`select queue_name as name, count(*)::int as jobs from graphile_worker.jobs
        where task_identifier = 'learn_facts' group by 1 order by 1`,
  );
  const own = queues.filter(({ name }) => name.startsWith(`facts ${exchange.organizationId} `));
  expect(own.map(({ jobs }) => jobs)).toEqual([1]);
  expect(queues).toHaveLength(3);
});
