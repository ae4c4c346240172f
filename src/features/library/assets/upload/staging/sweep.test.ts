import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, test, vi } from "vitest";
import { newAgent } from "../../../../../../test/support/agent.ts";
import { testApp } from "../../../../../../test/support/app.ts";
import { movie, picture } from "../../../../../../test/support/files.ts";
import { nothing, stored } from "../../../../../../test/support/stored.ts";
import { slowUpload } from "../../../../../../test/support/transports/slow-upload.ts";
import { dayMs } from "../../../../../platform/clock.ts";
import { sweepStaged } from "./sweep.ts";

const { app, services, clock } = await testApp();
const png = await picture();
const agent = await newAgent(app);

test("staged files left by a crash are deleted after a day, not earlier, and committed ones stay", async () => {
  const [asset] = (await agent.upload({ "a.mp4": movie() })).data.assets;
  const committed = await stored(services);
  // As a process that died between two files leaves it. More than the sweeper handles at a time.
  for (let i = 0; i < 101; i++) await services.funnel.stage(Readable.from([png]), "a.png", 1024);
  await writeFile(join(services.config.dataDir, "staging", "half"), png.subarray(0, 10));
  const crashed = await stored(services);
  expect(crashed.staged).toHaveLength(101);

  clock.advance(dayMs - 60_000);
  await sweepStaged(services);
  expect(await stored(services)).toEqual(crashed);

  clock.advance(120_000);
  await sweepStaged(services);
  expect(await stored(services)).toEqual({ ...nothing, rows: committed.rows, blobs: committed.blobs });
  expect((await app.inject(new URL(asset.url).pathname)).rawPayload).toEqual(movie());
});

test("an upload whose files were swept meanwhile is refused", async () => {
  const origin = await app.listen();
  const before = await stored(services);
  const upload = slowUpload(origin, agent);
  upload.file("first.png");
  upload.bytes(png);
  upload.bytes(Buffer.from("\r\n--slow\r\n"));
  await vi.waitFor(async () => {
    const { staged, blobs, staging } = await stored(services);
    expect([staged.length, blobs.length, staging.length]).toEqual([1, before.blobs.length + 1, 0]);
  });
  clock.advance(dayMs + 60_000);
  await sweepStaged(services);
  upload.bytes(Buffer.from('Content-Disposition: form-data; name="files"; filename="second.png"\r\n\r\n'));
  upload.bytes(png);
  upload.end();
  const { status, error } = await upload.answer;
  expect([status, error.code]).toEqual([400, "BAD_USER_INPUT"]);
  expect(await stored(services)).toEqual(before);
});
