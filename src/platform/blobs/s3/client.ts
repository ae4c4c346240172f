import { createHash } from "node:crypto";
import type * as Sdk from "@aws-sdk/client-s3";
import type { S3Settings } from "../../s3-settings.ts";
import type { StoreUse } from "../store-use.ts";
import { retrying } from "./retry.ts";

/** An open connection to a bucket. */
export interface S3 {
  sdk: typeof Sdk;
  client: Sdk.S3Client;
  settings: S3Settings;
  use: StoreUse;
  /** The key in the bucket. */
  nameOf(key: string): string;
}

export interface S3Options {
  use: StoreUse;
  /** How long the store may be silent. */
  silenceMaxMs?: number;
  attemptsMax?: number;
}

// With the pauses between them, they take about 4 s.
const attempts = 5;
const connectMaxMs = 5_000;
const silenceMs = 20_000;
// Each holds a part of at most a few MB.
const connectionsMax = 128;

/** Loads the SDK, which is large, only if there is an S3 store. */
export async function openS3(
  settings: S3Settings,
  { use, silenceMaxMs = silenceMs, attemptsMax = attempts }: S3Options,
): Promise<S3> {
  const sdk = await import("@aws-sdk/client-s3");
  const { NodeHttpHandler } = await import("@smithy/node-http-handler");
  const agent = { keepAlive: true, maxSockets: connectionsMax };
  const client = new sdk.S3Client({
    region: settings.region,
    forcePathStyle: settings.forcePathStyle,
    maxAttempts: attemptsMax,
    retryStrategy: retrying(attemptsMax),
    // MD5 and SHA-256 of every body, see below: all stores check those. Many know no newer checksums.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    ...(settings.endpoint !== undefined && { endpoint: settings.endpoint }),
    ...(settings.credentials && { credentials: settings.credentials }),
    requestHandler: new NodeHttpHandler({
      connectionTimeout: connectMaxMs,
      socketTimeout: silenceMaxMs,
      httpAgent: agent,
      httpsAgent: agent,
    }),
  });
  sendMd5(client);
  countUse(client, use);
  return { sdk, client, settings, use, nameOf: (key) => settings.prefix + key };
}

/** The store refuses a body that was damaged on its way. */
function sendMd5(client: Sdk.S3Client): void {
  client.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { body?: unknown; headers: Record<string, string> };
      const { body, headers } = request;
      if (typeof body === "string" || body instanceof Uint8Array) {
        for (const name of Object.keys(headers))
          if (/^x-amz-(sdk-)?checksum-/i.test(name)) delete headers[name];
        headers["content-md5"] = createHash("md5").update(body).digest("base64");
      }
      return next(args);
    },
    { step: "build", name: "sendMd5", priority: "low" },
  );
}

function countUse(client: Sdk.S3Client, use: StoreUse): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      try {
        const result = await next(args);
        const { $metadata } = result.output as { $metadata?: { attempts?: number } };
        use.answered($metadata?.attempts ?? 1);
        return result;
      } catch (error) {
        const { $metadata } = error as { $metadata?: { attempts?: number; httpStatusCode?: number } };
        const isAnswer = $metadata?.httpStatusCode !== undefined && $metadata.httpStatusCode < 500;
        if (isAnswer) use.answered($metadata.attempts ?? 1);
        else use.failed($metadata?.attempts ?? 1);
        throw error;
      }
    },
    { step: "initialize", name: "countUse", priority: "high" },
  );
}
