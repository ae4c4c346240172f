import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { newAgent } from "../../../../../../test/support/agent.ts";
import { testApp } from "../../../../../../test/support/app.ts";
import { picture } from "../../../../../../test/support/files.ts";
import { nothing, stored } from "../../../../../../test/support/stored.ts";
import { uploadAssets } from "../operations/upload.ts";
import { uploadFunnel } from "./funnel.ts";
import type { StagedFile } from "./staged-file.ts";

const { app, services, database, clock } = await testApp();
const png = await picture();
const MB = 1024 * 1024;

async function* breakingOff() {
  yield png.subarray(0, 20);
  throw new Error("socket hang up");
}

test("a staged file is durable in its own blob, and listed as staged until it is committed", async () => {
  const staged = (await services.funnel.stage(Readable.from([png]), "a.png", MB)) as StagedFile;
  expect(staged).toMatchObject({ filename: "a.png", mediaType: "image/png", bytes: png.length });
  expect(await stored(services)).toEqual({ ...nothing, staged: [staged.blob], blobs: [staged.blob] });
  await services.funnel.discard([staged]);
  expect(await stored(services)).toEqual(nothing);
});

test("an interrupted upload is the sender's error, and leaves nothing behind", async () => {
  const attempt = services.funnel.stage(Readable.from(breakingOff()), "a.png", MB);
  await expect(attempt).rejects.toMatchObject({ code: "BAD_USER_INPUT" });
  expect(await stored(services)).toEqual(nothing);
});

test("a disk that cannot be written is an internal error, not the sender's", async () => {
  const folder = join(services.config.dataDir, "nowhere", "\0");
  const funnel = uploadFunnel({ database, blobs: services.blobs, clock, folder, freeDiskBytesMin: 0 });
  const attempt = funnel.stage(Readable.from([png]), "a.png", MB);
  await expect(attempt).rejects.not.toMatchObject({ code: "BAD_USER_INPUT" });
});

test("discarding keeps committed files", async () => {
  const { organizationId, libraryId, apiKey } = await newAgent(app);
  const files = [await services.funnel.stage(Readable.from([png]), "a.png", MB)];
  const known = { organizationId, libraryId };
  const call = { transport: "rest", address: "::1", requestId: "", token: apiKey, known } as const;
  const uploaded = await services.invoke(uploadAssets, { ...call, read: () => ({ ...known, files }) });
  // As after a commit whose answer was lost with the database connection.
  await services.funnel.discard(files);
  const served = await app.inject(new URL(uploaded.assets[0]?.url ?? "").pathname);
  expect(served.rawPayload).toEqual(png);
});
