import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { startupError } from "../../database/startup-error.ts";
import type { S3Settings } from "../../s3-settings.ts";
import type { S3 } from "./client.ts";
import { nameOfError, regionOf, statusOf } from "./errors.ts";

const prefix = ".check-";
/** What is older was left by a start that was killed, and the next one deletes it. */
const leftMs = 3_600_000;

/** Writes, lists, reads and deletes an object. Throws a startup error that says which setting is wrong. */
export async function probe(s3: S3, leftForMs = leftMs): Promise<void> {
  const { sdk, client, settings, nameOf } = s3;
  // Not the key of a blob: those begin with no dot.
  const at = { Bucket: settings.bucket, Key: nameOf(`${prefix}${randomBytes(8).toString("hex")}`) };
  const encryption = settings.encryption && {
    ServerSideEncryption: settings.encryption.algorithm,
    SSEKMSKeyId: settings.encryption.kmsKeyId,
  };
  try {
    await client.send(new sdk.PutObjectCommand({ ...at, ...encryption, Body: "Rookery can write here." }));
    const { Contents = [] } = await client.send(
      new sdk.ListObjectsV2Command({ Bucket: at.Bucket, Prefix: nameOf(prefix) }),
    );
    const { Body } = await client.send(new sdk.GetObjectCommand(at));
    await Body?.transformToByteArray();
    const old = Contents.filter(({ LastModified }) => LastModified && Date.now() - +LastModified > leftForMs);
    const Objects = [at, ...old].map(({ Key }) => ({ Key }));
    await client.send(new sdk.DeleteObjectsCommand({ Bucket: at.Bucket, Delete: { Objects } }));
  } catch (error) {
    throw startupError(explain(error, settings), error);
  }
}

const againMs = 500;

/** The same, and waits up to `waitMs` for a store that is away or not ready. A wrong setting is told at once. */
export async function awaitStore(s3: S3, waitMs = 30_000): Promise<void> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    try {
      return await probe(s3);
    } catch (error) {
      if (!isAway((error as Error).cause) || Date.now() > deadline) throw error;
      await sleep(againMs);
    }
  }
}

// Codes of Node's sockets, and the name of the SDK for a store that is silent.
const awayNames = /^(ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|EPIPE|TimeoutError)$/;

function isAway(error: unknown): boolean {
  const status = statusOf(error) ?? 0;
  // 501 is a store that cannot do what a setting asks, such as encryption.
  return awayNames.test(nameOfError(error)) || (status >= 500 && status !== 501);
}

/** Which setting is wrong, and what to do. */
export function explain(error: unknown, settings: S3Settings): string {
  const { bucket, region, endpoint } = settings;
  const name = nameOfError(error);
  const address = endpoint ?? `Amazon S3 in ${region}`;
  const elsewhere = regionOf(error);
  if (elsewhere !== undefined && elsewhere !== region)
    return `S3_REGION is '${region}', but the bucket '${bucket}' is in '${elsewhere}'. Set S3_REGION=${elsewhere}.`;
  const known = sentences[name];
  if (known) return known(settings);
  if (/CERT|SIGNED|TLS|SSL|EPROTO/.test(name))
    return `${address} does not speak HTTPS with a certificate that this machine trusts (${name}). Correct S3_ENDPOINT, or set NODE_EXTRA_CA_CERTS to the file of its authority.`;
  const status = statusOf(error);
  if (status === undefined)
    return `Nothing answers at ${address} (${name}). Correct S3_ENDPOINT, or check the network and that the store runs.`;
  if (status === 501 && settings.encryption)
    return `${address} cannot encrypt files as asked (${status} ${name}). Set encryption up there, or remove S3_SERVER_SIDE_ENCRYPTION.`;
  if (status >= 500)
    return `${address} answers with errors (${status} ${name}). Look into its logs, and start again.`;
  if (status === 404) return noBucket(settings);
  return `${address} refused a test file in the bucket '${bucket}' (${status} ${name}: ${(error as Error).message}).`;
}

const noBucket = ({ bucket, endpoint, region }: S3Settings) =>
  `There is no bucket '${bucket}' at ${endpoint ?? `Amazon S3 in ${region}`}. Create it, or correct S3_BUCKET.`;
const wrongRegion = ({ bucket, region }: S3Settings) =>
  `The bucket '${bucket}' is not in the region '${region}'. Set S3_REGION to the region of the bucket.`;
const forbidden = ({ bucket }: S3Settings) =>
  `The key in S3_ACCESS_KEY_ID may not use the bucket '${bucket}'. It needs to put, get, delete and list objects there.`;
const wrongSecret = () =>
  "S3_SECRET_ACCESS_KEY is not the secret of the key in S3_ACCESS_KEY_ID. Copy both again.";

const sentences: Record<string, (settings: S3Settings) => string> = {
  InvalidAccessKeyId: () => "The S3 store does not know the key in S3_ACCESS_KEY_ID. Copy the key again.",
  SignatureDoesNotMatch: wrongSecret,
  CredentialsProviderError: () =>
    "There is no key for the S3 store. Set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.",
  NoSuchBucket: noBucket,
  RequestTimeTooSkewed: () =>
    "The clock of this machine and that of the S3 store differ by more than 15 minutes. Set the clock, as with NTP.",
  RequestExpired: () =>
    "The clock of this machine is too far behind that of the S3 store. Set the clock, as with NTP.",
  AuthorizationHeaderMalformed: wrongRegion,
  PermanentRedirect: wrongRegion,
  IllegalLocationConstraintException: wrongRegion,
  AccessDenied: forbidden,
  AllAccessDisabled: forbidden,
};
