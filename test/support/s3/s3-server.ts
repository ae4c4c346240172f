import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import type { S3Settings } from "../../../src/platform/s3-settings.ts";
import { openS3Proxy, type S3Proxy } from "./s3-proxy.ts";

export interface TestS3 {
  /** Of the proxy. */
  settings: S3Settings;
  proxy: S3Proxy;
}

/** An S3 store from npm with an empty bucket, behind a proxy with faults, until the end of the test file. */
export async function testS3(): Promise<TestS3> {
  const directory = await mkdtemp(join(tmpdir(), "rookery-s3-"));
  const server = fork(program, [directory], { execArgv: ["--openssl-legacy-provider"] });
  const [port] = (await once(server, "message")) as [number];
  const proxy = await openS3Proxy(port);
  afterAll(async () => {
    await proxy.close();
    server.disconnect();
    await once(server, "exit");
    await rm(directory, { recursive: true, force: true });
  });
  return { proxy, settings: settingsOf(proxy.endpoint) };
}

const program = fileURLToPath(new URL("./s3rver-process.ts", import.meta.url));

export const settingsOf = (endpoint: string): S3Settings => ({
  bucket: "rookery",
  endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" },
  forcePathStyle: true,
  prefix: "files/",
  encryption: undefined,
  redirect: false,
  copiesBytesMax: 1e9,
});
