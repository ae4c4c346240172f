import { access, open, rename, rm } from "node:fs/promises";
import { resolve } from "node:path";
import type { Readable, Writable } from "node:stream";
import { fail } from "../../kernel/failure.ts";
import { openS3, type S3 } from "../../platform/blobs/s3/client.ts";
import { fingerprintOf } from "../../platform/blobs/s3/fingerprint.ts";
import { openObject } from "../../platform/blobs/s3/read.ts";
import { writeStream } from "../../platform/blobs/s3/write-stream.ts";
import { countStoreUse } from "../../platform/blobs/store-use.ts";
import type { Config } from "../../platform/config.ts";

/** Where a backup or an export is: a file, `s3://BUCKET/KEY`, or `-` for standard output and input. */
export interface BackupPlace {
  read(): Promise<Readable>;
  /** Writes something that appears once it is complete, and is at most so long. Nothing that is there is replaced. */
  write<T>(bytesMax: number, write: (target: Writable) => Promise<T>): Promise<T>;
}

export function placeOf(config: Pick<Config, "backupS3">, name: string): BackupPlace {
  if (name === "-")
    return { read: async () => process.stdin, write: (_bytesMax, write) => write(process.stdout) };
  if (!name.startsWith("s3://")) return fileAt(name);
  const [, bucket = "", key = ""] = /^s3:\/\/([^/]+)\/(.*[^/])$/.exec(name) ?? [];
  if (bucket === "") throw fail.input(`${name} names no object. Write it as s3://BUCKET/KEY.`);
  return objectAt(name, key, () =>
    openS3({ ...config.backupS3, bucket, prefix: "" }, { use: countStoreUse() }),
  );
}

const taken = (name: string) => fail.input(`${name} is there already. Name another file.`);
const missing = (name: string) => fail.input(`There is no file ${name}.`);

const reasons: Record<string, string> = {
  EACCES: "this account may not",
  EPERM: "this account may not",
  ENOENT: "there is no such folder",
  ENOTDIR: "a part of the path is a file",
  EISDIR: "it is a folder",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the quota is used up",
};

/** Throws what is wrong with a file as a sentence. */
const explained =
  (verb: "read" | "write", path: string) =>
  (error: unknown): never => {
    const reason = reasons[(error as NodeJS.ErrnoException).code ?? ""];
    if (reason === undefined) throw error;
    throw fail.input(`Cannot ${verb} ${path}: ${reason}. Name a file that this account can ${verb}.`);
  };

const fileAt = (name: string): BackupPlace => {
  const path = resolve(name);
  return {
    async read() {
      if (!(await exists(path))) throw missing(name);
      return (await open(path).catch(explained("read", path))).createReadStream();
    },
    async write(_bytesMax, write) {
      if (await exists(path)) throw taken(name);
      const draft = `${path}.partial`;
      const file = await open(draft, "w", 0o600).catch(explained("write", path));
      const target = file.createWriteStream({ flush: true });
      let failed: Error | undefined;
      target.on("error", (error) => {
        failed = error;
      });
      try {
        const result = await write(target);
        await rename(draft, path);
        return result;
      } catch (error) {
        await rm(draft, { force: true });
        if (error !== failed) throw error;
        return explained("write", path)(error);
      }
    },
  };
};

const objectAt = (name: string, key: string, open: () => Promise<S3>): BackupPlace => ({
  async read() {
    const object = await openObject(await open(), key);
    if (!object) throw missing(name);
    return object.stream();
  },
  async write(bytesMax, write) {
    const s3 = await open();
    if (await fingerprintOf(s3, key)) throw taken(name);
    return writeStream(s3, key, bytesMax, write);
  },
});

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
