import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readdir, symlink } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { expect, onTestFinished, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { contentOf, emptyPlace } from "../../../test/support/backup.ts";
import { picture } from "../../../test/support/files.ts";
import { temporaryFolder } from "../../../test/support/processes/folders.ts";
import { testS3 } from "../../../test/support/s3/s3-server.ts";
import { openS3 } from "../../platform/blobs/s3/client.ts";
import { fingerprintOf } from "../../platform/blobs/s3/fingerprint.ts";
import { countStoreUse } from "../../platform/blobs/store-use.ts";
import { placeOf } from "./places.ts";
import { restoreBackup } from "./restore-backup.ts";
import { verifyBackup } from "./verify-backup.ts";
import { writeBackup } from "./write-backup.ts";

const master = "a master secret of the tests, long enough";
const { app, services, database, connection } = await testApp({ config: { secret: master } });
const { settings } = await testS3();
const config = { backupS3: settings };
const passphrase = "correct horse battery staple";
const s3 = await openS3({ ...settings, prefix: "" }, { use: countStoreUse() });
const urlOf = (key: string) => `s3://${settings.bucket}/${key}`;

test("a backup is written to an object of S3 and restored from it, and everything is equal", async () => {
  const agent = await newAgent(app);
  await agent.upload({ "a.png": await picture("teal", 300, 200) });
  const place = placeOf(config, urlOf("backups/2026-11-28.rookery"));
  await place.write(1e9, (target) => writeBackup(services, target, { passphrase }));
  expect(await verifyBackup(await place.read(), { passphrase })).toMatchObject({ assets: 1, missing: [] });
  const { place: empty, db, dataDir } = await emptyPlace(connection, master);
  await restoreBackup(empty, await place.read(), { passphrase });
  expect(await contentOf(db, dataDir)).toEqual(await contentOf(database, services.config.dataDir));
});

test("an object of several parts is read as it was written", async () => {
  const place = placeOf(config, urlOf("large"));
  const bytes = randomBytes(33 * 1024 * 1024);
  await place.write(bytes.length, async (target) => {
    for (let at = 0; at < bytes.length; at += 100_000)
      if (!target.write(bytes.subarray(at, at + 100_000)))
        await new Promise((resolve) => target.once("drain", resolve));
  });
  expect((await buffer(await place.read())).equals(bytes)).toBe(true);
});

test("a file that cannot be written or read is named with the reason, before anything is done", async () => {
  const folder = await temporaryFolder();
  const written: string[] = [];
  const write = (name: string) => placeOf(config, name).write(1, async () => void written.push(name));
  const gone = join(folder, "none", "backup");
  await expect(write(gone)).rejects.toThrow(`Cannot write ${gone}: there is no such folder.`);
  await mkdir(join(folder, "a.partial"));
  await expect(write(join(folder, "a"))).rejects.toThrow("it is a folder");
  expect(written).toEqual([]);
  await expect(placeOf(config, gone).read()).rejects.toThrow(`There is no file ${gone}.`);
});

test.runIf(existsSync("/dev/full"))("a disk that becomes full is named, and nothing is left", async () => {
  const folder = await temporaryFolder();
  await symlink("/dev/full", join(folder, "backup.partial"));
  const writing = placeOf(config, join(folder, "backup")).write(1, (target) =>
    pipeline(async function* () {
      yield "text";
    }, target),
  );
  await expect(writing).rejects.toThrow(`Cannot write ${join(folder, "backup")}: the disk is full.`);
  expect(await readdir(folder)).toEqual([]);
});

test("nothing that is there is replaced, and a backup that breaks off leaves nothing", async () => {
  const once = placeOf(config, urlOf("once"));
  await once.write(1e6, async (target) => target.write("first"));
  await expect(once.write(1e6, async (target) => target.write("second"))).rejects.toThrow("is there already");
  expect((await buffer(await once.read())).toString()).toBe("first");
  const broken = placeOf(config, urlOf("broken"));
  const failing = broken.write(1e6, async (target) => {
    target.write(randomBytes(20 * 1024 * 1024));
    throw new Error("The database went away.");
  });
  await expect(failing).rejects.toThrow("The database went away.");
  expect(await fingerprintOf(s3, "broken")).toBeUndefined();
  await expect(broken.read()).rejects.toThrow(`There is no file ${urlOf("broken")}`);
});

test("a name that is no object is refused with a sentence, and a bucket that is not there fails", async () => {
  for (const name of ["s3://", "s3://bucket", "s3://bucket/", "s3://bucket/folder/"])
    expect(() => placeOf(config, name)).toThrow("s3://BUCKET/KEY");
  await expect(placeOf(config, "s3://no-such-bucket/key").read()).rejects.toThrow();
});

test("a file that cannot be opened is an error of the command, which does not crash", async () => {
  const path = join(await temporaryFolder(), "socket");
  const server = createServer().listen(path);
  onTestFinished(() => void server.close());
  await once(server, "listening");
  await expect(placeOf(config, path).read()).rejects.toMatchObject({ code: "ENXIO" });
});
