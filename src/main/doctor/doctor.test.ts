import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import sql from "sql-template-tag";
import { beforeEach, expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { picture } from "../../../test/support/files.ts";
import { withPrivateMetadata } from "../../../test/support/media/pictures.ts";
import { databaseSettings } from "../../../test/support/postgres/database-url.ts";
import { testS3 } from "../../../test/support/s3/s3-server.ts";
import { isBlobFile } from "../../features/library/files/blob-files.ts";
import type { BlobStore } from "../../platform/blobs/blobs.ts";
import { moveBlobs } from "../../platform/blobs/move.ts";
import { openRawStore, openStores } from "../open-store.ts";
import { jobs } from "../registry.ts";
import { examine } from "./examine.ts";

const { app, services, database, connection } = await testApp();
const { dataDir } = services.config;
const patient = { database, blobs: await openRawStore(services.config), dataDir };
const look = (more: { fix?: boolean; quick?: boolean } = {}) =>
  examine(patient, { fix: false, quick: false, ...more });
const pathOf = (key: string) => join(dataDir, "blobs", key.slice(0, 2), key);
const run = promisify(execFile);
const main = fileURLToPath(new URL("../main.ts", import.meta.url));

const agent = await newAgent(app);
/** Uploads a file, with its thumbnails. */
async function uploaded(bytes: Buffer, name = "a.png"): Promise<{ id: string; blob: string; url: string }> {
  const asset = (await agent.upload({ [name]: bytes })).data.assets[0];
  for (const job of jobs.filter(({ name }) => name === "process_asset"))
    await job.run(services, { assetId: asset.id }, { isLast: false });
  await database.query(sql`select graphile_worker.remove_job(${`process ${asset.id}`})`);
  const { blob } = await database.one<{ blob: string }>(sql`select blob from assets where id = ${asset.id}`);
  return { id: asset.id, blob, url: new URL(asset.url).pathname };
}

let pictures = 0;
const newBlob = () => randomBytes(16).toString("hex");
const newPicture = () => picture(`hsl(${++pictures * 7}, 50%, 50%)`, 30, 20);
const served = async (url: string) => (await app.inject({ url })).rawPayload;
const problemsIn = ({ problems }: Awaited<ReturnType<typeof look>>) =>
  problems.map(({ problem, count, mended }) => [problem.split(" ").slice(0, 4).join(" "), count, mended]);
const healthy = { healthy: true, problems: [] };

beforeEach(async () => expect(await look({ fix: true })).toMatchObject({ healthy: true }));

test("a server that works has nothing to mend, and --fix changes nothing", async () => {
  await uploaded(await withPrivateMetadata().jpeg().toBuffer(), "a.jpg");
  await agent.upload({ "waits.png": await newPicture() });
  const rows = () => database.query(sql`select * from assets order by id`);
  const before = await rows();
  expect(await look()).toEqual(healthy);
  expect(await look({ quick: true })).toEqual(healthy);
  expect(await look({ fix: true })).toEqual(healthy);
  expect(await rows()).toEqual(before);
});

test("a missing or damaged file is copied from an asset with the same content, and what was there is kept", async () => {
  const content = await newPicture();
  const [whole, gone, changed] = [await uploaded(content), await uploaded(content), await uploaded(content)];
  await rm(pathOf(`${gone.blob}/original`));
  const damaged = Buffer.from(content);
  damaged[40] = (damaged[40] as number) ^ 1;
  await writeFile(pathOf(`${changed.blob}/original`), damaged);
  expect(problemsIn(await look())).toEqual(
    expect.arrayContaining([
      ["The file of an", 1, 0],
      ["The file of an", 1, 0],
    ]),
  );
  expect(await look({ fix: true })).toMatchObject({
    healthy: true,
    problems: [{ mended: 1 }, { mended: 1 }],
  });
  for (const { url, blob } of [whole, gone, changed]) {
    expect(await readFile(pathOf(`${blob}/original`))).toEqual(content);
    expect(await served(url)).toEqual(content);
  }
  expect(await readFile(join(dataDir, "lost-and-found", changed.blob, "original"))).toEqual(damaged);
  expect(await look()).toEqual(healthy);
});

test("a file that nothing can mend is reported with its asset, and left as it is", async () => {
  const [gone, changed] = [await uploaded(await newPicture()), await uploaded(await newPicture())];
  await rm(pathOf(`${gone.blob}/original`));
  await writeFile(pathOf(`${changed.blob}/original`), "damaged");
  for (const fix of [false, true, true]) {
    const { healthy, problems } = await look({ fix });
    expect(healthy).toBe(false);
    expect(problems.flatMap(({ examples }) => examples).toSorted()).toEqual([gone.id, changed.id].toSorted());
    expect(problems[0]?.advice).toContain("backup");
  }
  expect(await readFile(pathOf(`${changed.blob}/original`), "utf8")).toBe("damaged");
  expect((await agent.get(`${agent.library}/assets/${gone.id}`)).status).toBe(200);
  expect((await look({ quick: true })).problems).toHaveLength(2);
  await database.execute(sql`delete from assets where id in (${gone.id}, ${changed.id})`);
});

test("the copy without private metadata is made anew, byte for byte", async () => {
  const { blob } = await uploaded(await withPrivateMetadata().jpeg().toBuffer(), "a.jpg");
  const path = pathOf(`${blob}/public`);
  const clean = await readFile(path);
  for (const damage of [() => rm(path), () => truncate(path, 100)]) {
    await damage();
    expect(problemsIn(await look())).toEqual([["The copy of a", 1, 0]]);
    expect((await look({ fix: true })).healthy).toBe(true);
    expect(await readFile(path)).toEqual(clean);
  }
});

test("a thumbnail that is cut off is removed, and rendered again when somebody asks for it", async () => {
  const { blob } = await uploaded(await newPicture());
  const path = pathOf(`${blob}/400.webp`);
  const whole = await readFile(path);
  for (const bytes of [0, 5, 40]) {
    await truncate(path, bytes);
    expect(problemsIn(await look({ fix: true }))).toEqual([["A thumbnail is cut", 1, 1]]);
    await expect(readFile(path)).rejects.toThrow("ENOENT");
    await writeFile(path, whole);
  }
  expect(await look()).toEqual(healthy);
});

test("files without an asset are moved aside and not deleted; uploads under way and files about to be deleted stay", async () => {
  const put = async (blob: string) => {
    const path = join(dataDir, `${blob}.draft`);
    await writeFile(path, `content of ${blob}`);
    await patient.blobs.put(`${blob}/original`, path);
  };
  const [orphan, staged, going] = [newBlob(), newBlob(), newBlob()];
  for (const blob of [orphan, staged, going]) await put(blob);
  await database.execute(sql`insert into staged_blobs (blob, created_at) values (${staged}, now())`);
  await database.execute(
    sql`select graphile_worker.add_job('delete_blob', ${{ blob: going }}, run_at => now() + interval '1 hour', job_key => 'going')`,
  );
  expect((await look()).problems).toMatchObject([{ count: 1, mended: 0, examples: [`${orphan}/original`] }]);
  expect(await look({ fix: true })).toMatchObject({ healthy: true, problems: [{ mended: 1 }] });
  expect(await readFile(join(dataDir, "lost-and-found", orphan, "original"), "utf8")).toBe(
    `content of ${orphan}`,
  );
  for (const blob of [staged, going]) expect(await patient.blobs.has(`${blob}/original`)).toBe(true);
  expect(await look()).toEqual(healthy);
  await database.execute(sql`delete from staged_blobs where blob = ${staged}`);
  await database.execute(sql`select graphile_worker.remove_job('going')`);
  await patient.blobs.delete([`${staged}/original`, `${going}/original`]);
});

test("with a database that knows few of the files, none is moved", async () => {
  const blobs = Array.from({ length: 30 }, newBlob);
  for (const blob of blobs) {
    const path = join(dataDir, "draft");
    await writeFile(path, blob);
    await patient.blobs.put(`${blob}/original`, path);
  }
  const { healthy, problems } = await look({ fix: true });
  expect(healthy).toBe(false);
  expect(problems).toMatchObject([{ count: 30, mended: 0, advice: expect.stringContaining("DATABASE_URL") }]);
  for (const blob of blobs) expect(await patient.blobs.has(`${blob}/original`)).toBe(true);
  await patient.blobs.delete(blobs.map((blob) => `${blob}/original`));
});

test("jobs of a process that is gone, jobs out of attempts and pictures without a job run again", async () => {
  await database.execute(sql`select graphile_worker.add_job('held', job_key => 'held')`);
  await database.execute(sql`select graphile_worker.add_job('spent', max_attempts => 3, job_key => 'spent')`);
  await database.execute(sql`
    update graphile_worker._private_jobs set locked_by = 'rookery-gone', locked_at = now(), attempts = 1 where key = 'held'`);
  await database.execute(sql`update graphile_worker._private_jobs set attempts = 3 where key = 'spent'`);
  const lost = (await agent.upload({ "lost.png": await newPicture() })).data.assets[0].id;
  await database.execute(sql`select graphile_worker.remove_job(${`process ${lost}`})`);
  await database.execute(sql`update assets set status = 'processing' where id = ${lost}`);
  expect(problemsIn(await look()).map(([, count]) => count)).toEqual([1, 1, 1]);
  expect((await look({ fix: true })).healthy).toBe(true);
  const free = sql`select key from graphile_worker.jobs where key = any(${["held", "spent", `process ${lost}`]}) and locked_at is null
    and attempts < max_attempts and run_at < now() + interval '1 hour' order by key`;
  expect(await database.query(free)).toHaveLength(3);

  await database.execute(
    sql`update graphile_worker._private_jobs set run_at = now() - interval '2 hours' where key = 'held'`,
  );
  expect(await look({ fix: true })).toMatchObject({
    healthy: false,
    problems: [{ count: 1, advice: expect.stringContaining("ROLE=worker") }],
  });
  for (const key of ["held", "spent"]) await database.execute(sql`select graphile_worker.remove_job(${key})`);
});

test("files in S3 are looked at and mended in the same way", async () => {
  const { settings } = await testS3();
  const content = await newPicture();
  const [whole, gone] = [await uploaded(content), await uploaded(content)];
  const config = { ...services.config, store: "s3" as const, s3: settings };
  const blobs = (await openStores(config)).s3 as BlobStore;
  const put = async (key: string, content: string) => {
    const path = join(dataDir, "draft");
    await writeFile(path, content);
    await blobs.put(key, path);
  };
  const options = {
    workFolder: join(dataDir, "staging"),
    remove: false,
    owns: isBlobFile,
    progress: () => {},
  };
  await moveBlobs(patient.blobs, blobs, options);
  await blobs.delete([`${gone.blob}/original`]);
  await put(`${whole.blob}/400.webp`, "cut");
  const orphan = newBlob();
  await put(`${orphan}/original`, "left");
  // In a bucket without a prefix, other programs keep theirs.
  const others = ["backups/today.rookery", "backups/original", `${newBlob()}/notes.txt`, "list.csv"];
  for (const key of others) await put(key, "not Rookery's");
  const found = await examine({ ...patient, blobs }, { fix: true, quick: false });
  expect(found.healthy).toBe(true);
  expect(found.problems.map(({ count }) => count)).toEqual([1, 1, 1]);
  expect(await blobs.fingerprint(`${gone.blob}/original`)).toEqual(
    await blobs.fingerprint(`${whole.blob}/original`),
  );
  expect(await readFile(join(dataDir, "lost-and-found", orphan, "original"), "utf8")).toBe("left");
  expect(await examine({ ...patient, blobs }, { fix: false, quick: false })).toEqual(healthy);
  for (const key of others) expect(await blobs.has(key)).toBe(true);
});

test("the command prints what it found as JSON, and its exit code says whether something is wrong", async () => {
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir, ...databaseSettings(connection) };
  const doctor = (...words: string[]) =>
    run(process.execPath, [main, "doctor", ...words], { env }).then(
      ({ stdout }) => ({ code: 0, ...JSON.parse(stdout) }),
      ({ code, stdout, stderr }) => ({ code, stderr, ...JSON.parse(stdout || "{}") }),
    );
  expect(await doctor()).toMatchObject({ code: 0, ...healthy });
  await database.execute(sql`delete from asset_runs`);
  expect(await doctor("--quick")).toMatchObject({ code: 1, healthy: false });
  expect(await doctor("--fix")).toMatchObject({ code: 0, healthy: true, problems: [{ mended: 1 }] });
  expect(await doctor("--mend")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("rookery doctor [--fix]"),
  });
  expect(await readdir(join(dataDir, "staging"))).toEqual([]);
}, 120_000);
