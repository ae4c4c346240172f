import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { type Agent, agentOf, multipart, newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { pdf, picture } from "../../../test/support/files.ts";
import { newKey } from "../../../test/support/operator.ts";
import { stored } from "../../../test/support/stored.ts";
import { sweepCalls } from "../../kernel/once/once.ts";
import { dayMs } from "../../platform/clock.ts";

const { app, services, database, clock } = await testApp();
const png = await picture();

function upload(agent: Agent, files: Record<string, Buffer>, key: string) {
  const { body, contentType } = multipart(files);
  return agent.request("POST", `${agent.library}/assets`, body, {
    "content-type": contentType,
    "idempotency-key": key,
  });
}
const createLibrary = (agent: Agent, name: string, key: string) =>
  agent.request(
    "POST",
    `/organizations/${agent.organizationId}/libraries`,
    { name },
    { "idempotency-key": key },
  );
const tag = (agent: Agent, body: object, key: string) =>
  agent.request("POST", `${agent.library}/assets/tag`, body, { "idempotency-key": key });
const calls = () => database.query<{ answer: Buffer | null }>(sql`select answer from idempotent_calls`);

async function claimedAgent(): Promise<Agent> {
  const agent = await newAgent(app);
  await database.execute(
    sql`update organizations set expires_at = null where slug = ${agent.organizationId}`,
  );
  const { apiKey } = await newKey(services, agent.organizationId, { [agent.libraryId]: "write" });
  return agentOf(app, { ...agent, apiKey });
}

test("the same call with the same key runs once, and is answered as before with its status", async () => {
  const agent = await claimedAgent();
  const first = await createLibrary(agent, "Porto", "k1");
  const again = await createLibrary(agent, "Porto", "k1");
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.data).toEqual(first.data);
  expect([first.headers["idempotent-replayed"], again.headers["idempotent-replayed"]]).toEqual([
    undefined,
    "true",
  ]);
  const { data } = await agent.get(`/organizations/${agent.organizationId}/libraries`);
  expect(
    data.map(({ name }: { name: string }) => name).filter((name: string) => name === "Porto"),
  ).toHaveLength(1);
});

test("a repeated upload is answered with the first one's assets, and leaves no file", async () => {
  const agent = await newAgent(app);
  const first = await upload(agent, { "a.png": png, "b.pdf": pdf }, "u1");
  const before = await stored(services);
  const again = await upload(agent, { "a.png": png, "b.pdf": pdf }, "u1");
  expect(again.data).toEqual(first.data);
  expect(await stored(services)).toEqual(before);
});

test("another request with the key is refused, also one with another file, and changes nothing", async () => {
  const agent = await newAgent(app);
  const { data } = await upload(agent, { "a.png": png }, "u2");
  const before = await stored(services);
  for (const other of [
    await upload(agent, { "a.png": pdf }, "u2"),
    await upload(agent, { "b.png": png }, "u2"),
    await tag(agent, { assetIds: [data.assets[0].id], tags: ["Sea"] }, "u2"),
  ]) {
    expect([other.status, other.error.code]).toEqual([400, "BAD_USER_INPUT"]);
    expect(other.error.message).toContain("Idempotency-Key");
  }
  expect(await stored(services)).toEqual(before);
});

test("the order of fields does not make another request", async () => {
  const agent = await newAgent(app);
  const { data } = await upload(agent, { "a.png": png }, "u3");
  const assetIds = [data.assets[0].id];
  await tag(agent, { assetIds, tags: ["Sea"] }, "t1");
  const again = await tag(agent, { tags: ["Sea"], assetIds }, "t1");
  expect(again.data).toEqual({ taggedCount: 1 });
});

test("of calls at the same time one runs, and the others are answered as it or told to wait", async () => {
  const agent = await newAgent(app);
  const answers = await Promise.all(Array.from({ length: 6 }, () => upload(agent, { "a.png": png }, "u4")));
  for (const { status, error } of answers) {
    if (status !== 200) expect([status, error.code]).toEqual([409, "CONFLICT"]);
  }
  const ids = answers.flatMap(({ data }) => (data ? [data.assets[0].id] : []));
  expect(new Set(ids).size).toBe(1);
  expect((await agent.get(`${agent.library}/assets`)).data).toHaveLength(1);
  expect((await stored(services)).staged).toEqual([]);
});

test("a call that runs elsewhere is told to wait, and one whose process died is taken over after five minutes", async () => {
  const agent = await newAgent(app);
  await upload(agent, { "a.png": png }, "u5");
  await database.execute(sql`update idempotent_calls set answer = null, started_at = ${clock.now()}
    where started_at = (select max(started_at) from idempotent_calls)`);
  expect((await upload(agent, { "a.png": png }, "u5")).error.code).toBe("CONFLICT");
  clock.advance(5 * 60_000 + 1);
  expect((await upload(agent, { "a.png": png }, "u5")).status).toBe(200);
});

test("a failed call frees its key", async () => {
  const agent = await newAgent(app);
  const { data } = await upload(agent, { "a.png": png }, "u6");
  const body = { assetIds: ["AAAAAAAAAAA"], tags: ["Sea"] };
  expect((await tag(agent, body, "t2")).error.code).toBe("RESOURCE_NOT_FOUND");
  expect((await tag(agent, { ...body, assetIds: [data.assets[0].id] }, "t2")).status).toBe(200);
});

test("keys belong to the caller: another API key's calls are their own", async () => {
  const agent = await newAgent(app);
  const { apiKey } = await newKey(services, agent.organizationId, { [agent.libraryId]: "write" });
  const other = agentOf(app, { ...agent, apiKey });
  const [mine, theirs] = [
    await upload(agent, { "a.png": png }, "u7"),
    await upload(other, { "a.png": png }, "u7"),
  ];
  expect(theirs.headers["idempotent-replayed"]).toBeUndefined();
  expect(theirs.data.assets[0].id).not.toBe(mine.data.assets[0].id);
});

test("a revoked access is checked before an answer is repeated", async () => {
  const agent = await newAgent(app);
  await upload(agent, { "a.png": png }, "u8");
  await database.execute(sql`delete from grants where library_id in (
    select id from libraries where slug = ${agent.libraryId} and organization_id =
      (select id from organizations where slug = ${agent.organizationId}))`);
  services.keyCache.forget(agent.organizationId);
  expect((await upload(agent, { "a.png": png }, "u8")).error.code).toBe("API_KEY_NOT_AUTHORIZED_FOR_LIBRARY");
});

test("an answer that carries a secret is not stored in clear", async () => {
  const agent = await newAgent(app);
  const create = () =>
    agent.request("POST", `${agent.library}/uploads`, { filename: "a.png" }, { "idempotency-key": "secret" });
  const { data } = await create();
  expect((await create()).data).toEqual(data);
  const token = data.uploadUrl.split("/").at(-1);
  for (const { answer } of await calls()) expect(answer?.includes(token)).toBe(false);
});

test("an answer is repeated for a day, then swept", async () => {
  const agent = await newAgent(app);
  const first = await upload(agent, { "a.png": png }, "u9");
  clock.advance(dayMs - 60_000);
  await sweepCalls(services);
  expect((await upload(agent, { "a.png": png }, "u9")).data).toEqual(first.data);
  clock.advance(120_000);
  await sweepCalls(services);
  expect(await calls()).toEqual([]);
  expect((await upload(agent, { "a.png": png }, "u9")).data.assets[0].id).not.toBe(first.data.assets[0].id);
});

test("calls without a key of the API are run each time", async () => {
  const start = () =>
    app.inject({
      method: "POST",
      url: "/libraries",
      headers: { "api-version": "2026-05-20", "content-type": "application/json", "idempotency-key": "k" },
      payload: JSON.stringify({ email: "twice@example.com" }),
    });
  const [one, two] = [(await start()).json().data, (await start()).json().data];
  expect(one.organizationId).not.toBe(two.organizationId);
});

test.each([
  ["a space", "a b"],
  ["256 characters", "x".repeat(256)],
  ["nothing", ""],
])("a key of %s is bad input", async (_, key) => {
  const agent = await newAgent(app);
  expect((await createLibrary(agent, "Porto", key)).error.code).toBe("BAD_USER_INPUT");
});
