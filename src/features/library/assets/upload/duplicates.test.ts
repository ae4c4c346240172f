import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { type Agent, multipart, newAgent } from "../../../../../test/support/agent.ts";
import { testApp } from "../../../../../test/support/app.ts";
import { movie, pdf, picture } from "../../../../../test/support/files.ts";
import { stored } from "../../../../../test/support/stored.ts";

const { app, services, database } = await testApp();
const png = await picture();

function upload(agent: Agent, files: Record<string, Buffer>, query = "", parentId?: string) {
  const { body, contentType } = multipart(files, parentId === undefined ? {} : { parentId });
  return agent.request("POST", `${agent.library}/assets${query}`, body, { "content-type": contentType });
}
const listed = async (agent: Agent) =>
  (await agent.get(`${agent.library}/assets`)).data.map(({ filename }: { filename: string }) => filename);

test("an upload names the asset that has the same file, and adds the file nevertheless", async () => {
  const agent = await newAgent(app);
  const { data: first } = await upload(agent, { "a.png": png, "b.pdf": pdf });
  expect(first.duplicates).toEqual([]);
  const { data } = await upload(agent, { "c.mp4": movie(), "again.png": png });
  expect(data.responseText).toBe("Uploaded 2 assets.");
  expect(data.duplicates).toEqual([
    { filename: "again.png", duplicateOf: first.assets[0].id, assetId: data.assets[1].id, done: "kept" },
  ]);
  expect(await listed(agent)).toHaveLength(4);
});

test("two of the same in one upload are told too", async () => {
  const agent = await newAgent(app);
  const { data } = await upload(agent, { "a.png": png, "b.png": png });
  expect(data.duplicates).toEqual([
    { filename: "b.png", duplicateOf: data.assets[0].id, assetId: data.assets[1].id, done: "kept" },
  ]);
});

test("with skip, the answer has the asset that is there, and nothing of the file is kept", async () => {
  const agent = await newAgent(app);
  const { data: first } = await upload(agent, { "a.png": png });
  const before = await stored(services);
  const { status, data } = await upload(
    agent,
    { "b.png": png, "new.pdf": pdf, "c.png": png },
    "?onDuplicate=skip",
  );
  const id = first.assets[0].id;
  expect([status, data.responseText]).toEqual([
    200,
    "Uploaded 1 asset. Left out 'b.png': it is already in this library. Left out 'c.png': it is already in this library.",
  ]);
  expect(data.assets.map((asset: { id: string }) => asset.id)).toEqual([id, expect.any(String), id]);
  expect(data.duplicates).toEqual([
    { filename: "b.png", duplicateOf: id, assetId: id, done: "skipped" },
    { filename: "c.png", duplicateOf: id, assetId: id, done: "skipped" },
  ]);
  const after = await stored(services);
  expect(after.blobs).toHaveLength(before.blobs.length + 1);
  expect([after.staged, after.staging]).toEqual([[], []]);
  expect(await listed(agent)).toEqual(["new.pdf", "a.png"]);
});

test("with replace, the asset that is there stays at its link and gets the new file's name", async () => {
  const agent = await newAgent(app);
  const { data: first } = await upload(agent, { "a.pdf": pdf });
  const { data } = await upload(agent, { "b.pdf": pdf, "c.pdf": pdf }, "?onDuplicate=replace");
  const id = first.assets[0].id;
  expect(data.responseText).toBe("Uploaded 1 asset. Left out 'c.pdf': it is already in this library.");
  expect(data.assets.map((asset: { id: string }) => asset.id)).toEqual([id, id]);
  expect(data.assets[0]).toMatchObject({ url: first.assets[0].url, filename: "b.pdf", name: "a" });
  expect(data.duplicates.map(({ done }: { done: string }) => done)).toEqual(["replaced", "skipped"]);
  expect((await stored(services)).staged).toEqual([]);
});

test("files in the trash, of other libraries, and of other organizations are no duplicates", async () => {
  const [agent, other] = [await newAgent(app), await newAgent(app)];
  const { data: first } = await upload(agent, { "a.png": png });
  await agent.request("DELETE", `${agent.library}/assets`, { ids: [first.assets[0].id] });
  for (const one of [agent, other]) {
    const { data } = await upload(one, { "b.png": png }, "?onDuplicate=skip");
    expect([data.duplicates, data.assets[0].filename]).toEqual([[], "b.png"]);
  }
});

test("a view is compared with its parent and its other views only", async () => {
  const agent = await newAgent(app);
  const { data: first } = await upload(agent, { "a.png": png, "b.pdf": pdf });
  const [a, b] = first.assets;
  const view = await upload(agent, { "view.png": png }, "?onDuplicate=skip", b.id);
  expect(view.data.duplicates).toEqual([]);
  expect(view.data.assets[0].parentId).toBe(b.id);
  const again = await upload(agent, { "view 2.png": png }, "?onDuplicate=skip", b.id);
  expect(again.data.duplicates).toMatchObject([{ duplicateOf: view.data.assets[0].id }]);
  expect((await upload(agent, { "c.png": png }, "?onDuplicate=skip")).data.duplicates[0].duplicateOf).toBe(
    a.id,
  );
});

test("an unknown onDuplicate is bad input, and nothing is stored", async () => {
  const agent = await newAgent(app);
  const before = await stored(services);
  const { status, error } = await upload(agent, { "a.png": png }, "?onDuplicate=drop");
  expect([status, error.code]).toEqual([400, "BAD_USER_INPUT"]);
  expect(await stored(services)).toEqual(before);
});

test("of two uploads of one file at the same time that skip duplicates, one adds it", async () => {
  const agent = await newAgent(app);
  const answers = await Promise.all(
    [1, 2, 3].map((n) => upload(agent, { [`${n}.png`]: png }, "?onDuplicate=skip")),
  );
  expect(new Set(answers.map(({ data }) => data.assets[0].id)).size).toBe(1);
  expect(await listed(agent)).toHaveLength(1);
});

test("an address of createUpload takes onDuplicate too", async () => {
  const agent = await newAgent(app);
  const { data: first } = await upload(agent, { "a.png": png });
  const { data } = await agent.request("POST", `${agent.library}/uploads`, { filename: "b.png" });
  const { pathname } = new URL(data.uploadUrl);
  const put = await app.inject({ method: "PUT", url: `${pathname}?onDuplicate=skip`, payload: png });
  expect(put.json().data.assets[0].id).toBe(first.assets[0].id);
});

test("the audit log leaves out files that were skipped", async () => {
  const agent = await newAgent(app);
  await upload(agent, { "a.png": png });
  await upload(agent, { "b.png": png, "c.pdf": pdf }, "?onDuplicate=skip");
  const { details } = await database.one<{ details: object }>(
    sql`select details from audit_entries where operation = 'uploadAssets' order by id desc limit 1`,
  );
  expect(details).toMatchObject({ names: ["c.pdf"] });
});

test("the look-up of a duplicate uses an index", async () => {
  const plan = await database.transaction(async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`);
    return tx.query<{ "QUERY PLAN": string }>(
      sql`explain select id from assets where library_id = 1 and sha256 = ${Buffer.alloc(32)} and trashed_at is null`,
    );
  });
  expect(plan.map((row) => row["QUERY PLAN"]).join("\n")).toContain("assets_of_file");
});
