import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { openS3Proxy } from "../../../../test/support/s3/s3-proxy.ts";
import { settingsOf, testS3 } from "../../../../test/support/s3/s3-server.ts";
import type { S3Settings } from "../../s3-settings.ts";
import { countStoreUse } from "../store-use.ts";
import { openS3 } from "./client.ts";
import { awaitStore, explain, probe } from "./probe.ts";

const { settings } = await testS3();

async function sentence(changed: Partial<S3Settings>): Promise<string> {
  const s3 = await openS3({ ...settings, ...changed }, { use: countStoreUse(), attemptsMax: 2 });
  const error = await probe(s3).catch((error) => error);
  expect(error?.name).toBe("StartupError");
  return error.message;
}

test("a store that works passes, and nothing is left in it", async () => {
  const s3 = await openS3(settings, { use: countStoreUse() });
  await probe(s3);
  const { Contents = [] } = await s3.client.send(new s3.sdk.ListObjectsV2Command({ Bucket: "rookery" }));
  expect(Contents).toEqual([]);
});

test("what a start that was killed left behind is deleted by a later one, and nothing else is", async () => {
  const s3 = await openS3(settings, { use: countStoreUse() });
  for (const key of [".check-left", "check-kept"])
    await s3.client.send(new s3.sdk.PutObjectCommand({ Bucket: "rookery", Key: s3.nameOf(key), Body: "a" }));
  await probe(s3, -60_000);
  const { Contents = [] } = await s3.client.send(new s3.sdk.ListObjectsV2Command({ Bucket: "rookery" }));
  expect(Contents.map(({ Key }) => Key)).toEqual([s3.nameOf("check-kept")]);
});

test("a store that is away when a process starts is waited for", async () => {
  // Keeps its port, so that nothing else takes it.
  const away = createServer((asked) => asked.destroy()).listen(0, "127.0.0.1");
  await once(away, "listening");
  const { port } = away.address() as AddressInfo;
  const use = countStoreUse();
  const s3 = await openS3({ ...settings, endpoint: `http://127.0.0.1:${port}` }, { use, attemptsMax: 1 });
  const waiting = awaitStore(s3);
  await vi.waitFor(() => expect(use.requests.failed).toBeGreaterThan(0));
  away.close();
  await openS3Proxy(Number(new URL(settings.endpoint as string).port), port);
  await waiting;
});

test("a store that refuses connections is asked again until the time is up", async () => {
  const use = countStoreUse();
  // Nothing listens there, and no test is given it.
  const s3 = await openS3({ ...settings, endpoint: "http://127.0.0.1:1" }, { use, attemptsMax: 1 });
  await expect(awaitStore(s3, 2_000)).rejects.toThrow("ECONNREFUSED");
  expect(use.requests.failed).toBeGreaterThan(1);
});

test("a store that cannot encrypt as the settings ask is told at once", async () => {
  const endpoint = await storeThatAnswers(501, errorBody("NotImplemented"));
  const encryption = { algorithm: "AES256", kmsKeyId: undefined } as const;
  const use = countStoreUse();
  const s3 = await openS3({ ...settings, endpoint, encryption }, { use, attemptsMax: 2 });
  await expect(awaitStore(s3)).rejects.toThrow(
    `${endpoint} cannot encrypt files as asked (501 NotImplemented). Set encryption up there, or remove S3_SERVER_SIDE_ENCRYPTION.`,
  );
  expect(use.requests.failed).toBe(1);
});

test("a wrong bucket, key, host and port each give their sentence", async () => {
  expect(await sentence({ bucket: "nowhere" })).toMatch(
    /^There is no bucket 'nowhere' at http.*S3_BUCKET\.$/,
  );
  const credentials = { accessKeyId: "unknown", secretAccessKey: "unknown" };
  expect(await sentence({ credentials })).toBe(
    "The S3 store does not know the key in S3_ACCESS_KEY_ID. Copy the key again.",
  );
  const endpoint = "http://127.0.0.1:1";
  expect(await sentence({ endpoint })).toBe(
    `Nothing answers at ${endpoint} (ECONNREFUSED). Correct S3_ENDPOINT, or check the network and that the store runs.`,
  );
});

/** A store that answers everything as Amazon's answers this mistake. */
async function storeThatAnswers(status: number, body: string, headers = {}): Promise<string> {
  const server = createServer((asked, answer) => {
    asked
      .resume()
      .on("end", () => answer.writeHead(status, { "content-type": "application/xml", ...headers }).end(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const errorBody = (code: string, more = "") =>
  `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>As Amazon says</Message>${more}</Error>`;

test.each([
  [
    "another secret",
    403,
    errorBody("SignatureDoesNotMatch"),
    {},
    "S3_SECRET_ACCESS_KEY is not the secret of the key in S3_ACCESS_KEY_ID. Copy both again.",
  ],
  [
    "a clock that is wrong",
    403,
    errorBody("RequestTimeTooSkewed", "<ServerTime>2026-01-01T00:00:00Z</ServerTime>"),
    {},
    "The clock of this machine and that of the S3 store differ by more than 15 minutes. Set the clock, as with NTP.",
  ],
  [
    "a bucket in another region",
    400,
    errorBody("AuthorizationHeaderMalformed", "<Region>eu-central-1</Region>"),
    {},
    "S3_REGION is 'us-east-1', but the bucket 'rookery' is in 'eu-central-1'. Set S3_REGION=eu-central-1.",
  ],
  [
    "a bucket at another address",
    301,
    errorBody("PermanentRedirect", "<Endpoint>rookery.s3.eu-west-1.example.com</Endpoint>"),
    { "x-amz-bucket-region": "eu-west-1" },
    "S3_REGION is 'us-east-1', but the bucket 'rookery' is in 'eu-west-1'. Set S3_REGION=eu-west-1.",
  ],
  [
    "a key without rights",
    403,
    errorBody("AccessDenied"),
    {},
    "The key in S3_ACCESS_KEY_ID may not use the bucket 'rookery'. It needs to put, get, delete and list objects there.",
  ],
])("%s gives its sentence, as the SDK reads the answer", async (_, status, body, headers, said) => {
  expect(await sentence({ endpoint: await storeThatAnswers(status, body, headers) })).toBe(said);
});

test.each([
  [{ Code: "SignatureDoesNotMatch" }, 403, "S3_SECRET_ACCESS_KEY is not the secret"],
  [{ Code: "RequestTimeTooSkewed" }, 403, "The clock of this machine and that of the S3 store differ"],
  [{ Code: "AuthorizationHeaderMalformed", Region: "eu-central-1" }, 400, "Set S3_REGION=eu-central-1."],
  [{ Code: "PermanentRedirect" }, 301, "not in the region 'us-east-1'"],
  [{ Code: "AccessDenied" }, 403, "may not use the bucket 'rookery'"],
  [{ Code: "ServiceUnavailable" }, 503, "answers with errors (503 ServiceUnavailable)"],
  [{ code: "DEPTH_ZERO_SELF_SIGNED_CERT" }, undefined, "NODE_EXTRA_CA_CERTS"],
  [{ code: "ENOTFOUND" }, undefined, "Nothing answers at"],
  [
    { Code: "InvalidStorageClass" },
    400,
    "refused a test file in the bucket 'rookery' (400 InvalidStorageClass",
  ],
])("%j is explained", (fields, httpStatusCode, said) => {
  const error = Object.assign(new Error("As the store says"), fields, { $metadata: { httpStatusCode } });
  expect(explain(error, settingsOf("https://s3.example.com"))).toContain(said);
});
