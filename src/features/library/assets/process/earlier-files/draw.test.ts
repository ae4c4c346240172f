import sql from "sql-template-tag";
import { expect, onTestFinished, test, vi } from "vitest";
import { newAgent } from "../../../../../../test/support/agent.ts";
import { testApp } from "../../../../../../test/support/app.ts";
import { drawnPdf, movie, pdf, picture } from "../../../../../../test/support/files.ts";
import { startWorkers } from "../../../../../kernel/jobs/workers.ts";
import { jobs } from "../../../../../main/registry.ts";
import { drawEarlierFiles } from "./draw.ts";

const { app, services, database } = await testApp();
const withFfmpeg = { ...services, config: { ...services.config, ffmpeg: "/usr/bin/ffmpeg" } };
const without = { ...services, config: { ...services.config, ffmpeg: undefined } };

const removeJobs = sql`select graphile_worker.remove_job(key) from graphile_worker.jobs where key is not null`;

/** Uploads files as a version without thumbnails would have: nothing is queued for them. */
async function uploadedEarlier(files: Record<string, Buffer>): Promise<Record<string, string>> {
  const agent = await newAgent(app);
  const { data } = await agent.upload(files);
  await database.execute(removeJobs);
  await database.execute(
    sql`insert into earlier_files (kind) values ('document'), ('video') on conflict (kind) do update set after_id = ''`,
  );
  return Object.fromEntries(
    data.assets.map(({ id, filename }: { id: string; filename: string }) => [filename, id]),
  );
}

const queued = async (): Promise<string[]> =>
  (
    await database.query<{ id: string }>(
      sql`select payload->>'assetId' as id from graphile_worker._private_jobs j
          join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'process_asset' order by id`,
    )
  ).map(({ id }) => id);
const left = async () =>
  (await database.query<{ kind: string }>(sql`select kind from earlier_files order by kind`)).map(
    ({ kind }) => kind,
  );

test("a PDF uploaded before there were thumbnails gets one, and later starts look through nothing", async () => {
  const { "a.pdf": drawn } = await uploadedEarlier({ "a.pdf": drawnPdf, "bare.pdf": pdf });
  const workers = await startWorkers(without, jobs);
  onTestFinished(() => workers.stop());
  await vi.waitFor(async () => {
    expect(await database.query(sql`select id from assets where blurhash is not null`)).toEqual([
      { id: drawn },
    ]);
    expect(await queued()).toEqual([]);
  }, 20_000);
  await drawEarlierFiles(without);
  expect(await left()).toEqual(["video"]);
  await drawEarlierFiles(without);
  expect(await queued()).toEqual([]);
});

test("videos wait until ffmpeg is there, and pictures are left alone", async () => {
  const { "a.mp4": film, "a.png": image } = await uploadedEarlier({
    "a.mp4": movie(),
    "a.png": await picture(),
  });
  await drawEarlierFiles(without);
  expect(await queued()).not.toContain(film);
  await database.execute(removeJobs);
  await drawEarlierFiles(withFfmpeg);
  expect(await queued()).toContain(film);
  expect(await queued()).not.toContain(image);
});

test("a hundred are queued at a time, and the next when those are done", async () => {
  const { "a.pdf": id } = await uploadedEarlier({ "a.pdf": pdf });
  await database.execute(
    sql`insert into assets (id, organization_id, library_id, position, filename, name, media_type, bytes, sha256, version, blob, stripped,
          status, uploaded_by, created_at, updated_at)
        select 'earlier' || lpad(n::text, 4, '0'), organization_id, library_id, position + n, filename, name, media_type, bytes, sha256, version,
          blob, stripped, status, uploaded_by, created_at, updated_at
        from assets, generate_series(1, 250) as n where id = ${id}`,
  );
  const counts = [];
  for (let round = 0; round < 4; round++) {
    await drawEarlierFiles(without);
    await drawEarlierFiles(without);
    counts.push((await queued()).length);
    await database.execute(removeJobs);
  }
  expect(counts.slice(0, 2)).toEqual([100, 100]);
  expect(counts.slice(2).reduce((sum, n) => sum + n)).toBeGreaterThanOrEqual(50);
  expect(await left()).toEqual(["video"]);
});
