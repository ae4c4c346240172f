import { spawnSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
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

test("an upload is refused before it is written if the disk has less free space than the minimum", async () => {
  const { app, services } = await testApp({ config: { freeDiskBytesMin: Number.MAX_SAFE_INTEGER } });
  const refused = await (await newAgent(app)).upload({ "a.pdf": pdf });
  expect([refused.status, refused.error?.code]).toEqual([503, "SERVICE_UNAVAILABLE"]);
  expect(await stored(services)).toMatchObject({ blobs: [], staging: [] });
});
