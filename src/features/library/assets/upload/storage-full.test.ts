import { spawnSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import sql, { raw } from "sql-template-tag";
import { expect, onTestFinished, test, vi } from "vitest";
import { newAgent } from "../../../../../test/support/agent.ts";
import { testApp } from "../../../../../test/support/app.ts";
import { pdf, picture } from "../../../../../test/support/files.ts";
import { stored } from "../../../../../test/support/stored.ts";

const { app, services } = await testApp({ config: { freeDiskBytesMin: 0 } });
const mayMount = spawnSync("unshare", ["--mount", "true"]).status === 0;

test.runIf(mayMount)(
  "an upload to a full disk gets a 503, and uploads work again when there is space",
  async () => {
    const agent = await newAgent(app);
    const staging = join(services.config.dataDir, "staging");
    await mkdir(staging, { recursive: true });
    spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", staging]);
    const unmount = () => spawnSync("umount", [staging]);
    onTestFinished(() => void unmount());
    const large = Buffer.concat([pdf, Buffer.alloc(300_000, " ")]);
    const refused = await agent.upload({ "large.pdf": large });
    expect([refused.status, refused.error?.code]).toEqual([503, "SERVICE_UNAVAILABLE"]);
    expect(refused.error?.message).toContain("storage is full");
    expect((await stored(services)).blobs).toEqual([]);
    unmount();
    expect((await agent.upload({ "a.png": await picture() })).status).toBe(200);
  },
);

test.runIf(mayMount)("an upload to a disk that became read-only gets a 503, and leaves nothing", async () => {
  const agent = await newAgent(app);
  const staging = join(services.config.dataDir, "staging");
  await mkdir(staging, { recursive: true });
  spawnSync("mount", ["-t", "tmpfs", "-o", "ro", "tmpfs", staging]);
  const unmount = () => spawnSync("umount", [staging]);
  onTestFinished(() => void unmount());
  const before = await stored(services);
  const refused = await agent.upload({ "a.pdf": pdf });
  expect([refused.status, refused.error?.code]).toEqual([503, "SERVICE_UNAVAILABLE"]);
  unmount();
  expect((await stored(services)).blobs).toEqual(before.blobs);
});

test("while the database takes no writes, they get a 503, and reads go on", async () => {
  const { app, database } = await testApp();
  const agent = await newAgent(app);
  const { name } = await database.one<{ name: string }>(sql`select current_database() as name`);
  const readOnly = async (value: "on" | "off") => {
    await database.transaction(async (tx) => {
      await tx.execute(sql`set transaction read write`);
      await tx.execute(sql`${raw(`alter database "${name}" set default_transaction_read_only = ${value}`)}`);
    });
    // The setting is for new connections.
    await database.query(
      sql`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = ${name} and pid <> pg_backend_pid() and backend_type = 'client backend'`,
    );
    await database.query(sql`select pg_terminate_backend(pg_backend_pid())`).catch(() => {});
  };
  await readOnly("on");
  const refused = await vi.waitFor(async () => {
    const answer = await agent.upload({ "a.pdf": pdf });
    expect(answer.error?.message).toContain("storage is full");
    return answer;
  }, 20_000);
  expect([refused.status, refused.error?.code]).toEqual([503, "SERVICE_UNAVAILABLE"]);
  expect((await agent.get(`${agent.library}/assets`)).status).toBe(200);
  await readOnly("off");
  await vi.waitFor(async () => expect((await agent.upload({ "a.pdf": pdf })).status).toBe(200), 20_000);
});

test("an upload is refused before it is written if the disk has less free space than the minimum", async () => {
  const { app, services } = await testApp({ config: { freeDiskBytesMin: Number.MAX_SAFE_INTEGER } });
  const refused = await (await newAgent(app)).upload({ "a.pdf": pdf });
  expect([refused.status, refused.error?.code]).toEqual([503, "SERVICE_UNAVAILABLE"]);
  expect(await stored(services)).toMatchObject({ blobs: [], staging: [] });
});
