import pLimit from "p-limit";
import pg from "pg";
import { openS3 } from "../../src/platform/blobs/s3/client.ts";
import { countStoreUse } from "../../src/platform/blobs/store-use.ts";
import { readConfig } from "../../src/platform/config.ts";
import type { Send } from "./client.ts";
import { type Ledger, sha256Of } from "./ledger.ts";
import { callAs } from "./load.ts";
import type { Team } from "./people.ts";
import { callMemory } from "./tenant.ts";
import { until } from "./until.ts";

const atOnce = 4;
const jobsMaxMs = 180_000;

interface Verified {
  send: Send;
  /** A process of the app, without a cache in front. */
  origin: string;
  databaseUrl: string;
  settings: Record<string, string>;
  teams: readonly Team[];
  ledger: Ledger;
}

/** What is lost or does not agree, as sentences, and how much was compared. */
export interface Comparison {
  wrong: string[];
  rows: number;
  objects: number;
}

/** Compares the cluster with everything that it acknowledged. */
export async function verify(verified: Verified): Promise<Comparison> {
  const { databaseUrl, ledger } = verified;
  const wrong = [...ledger.lost];
  await until("all pictures are processed", () => isProcessed(databaseUrl), jobsMaxMs).catch((error) =>
    wrong.push(error.message),
  );
  const limit = pLimit(atOnce);
  const checks = [
    ...ledger.files.map((file) => () => fileIsKept(verified, file)),
    ...ledger.exchanges.map((exchange) => () => exchangeIsKept(exchange)),
    ...ledger.deletedKeys.map((secret) => () => keyIsRefused(verified, secret)),
    ...verified.teams.flatMap((team) =>
      team.libraries.map((library) => () => countsAgree(verified, team, library)),
    ),
  ];
  const found = await Promise.all(checks.map((check) => limit(check)));
  const blobs = await compareBlobs(verified);
  return { ...blobs, wrong: [...wrong, ...found.flat(), ...blobs.wrong] };
}

async function fileIsKept(verified: Verified, file: Ledger["files"][number]): Promise<string[]> {
  const { id, team, libraries, tags } = file;
  const answers = await Promise.all(
    libraries.map((library) =>
      verified.send(
        "GET",
        `${verified.origin}/organizations/${team.organizationId}/libraries/${library}/assets/${id}`,
        {
          headers: { authorization: `Bearer ${team.apiKey}`, "api-version": "2026-05-20" },
          expected: [404],
        },
      ),
    ),
  );
  const answer = answers.find(({ ok }) => ok);
  if (!answer) return [`The file ${id} is lost`];
  const { tags: kept, status } = answer.body.data as { tags: (string | { name: string })[]; status: string };
  const missing = tags.filter((tag) => !JSON.stringify(kept).includes(tag));
  const served = await verified.send("GET", verified.origin + new URL(file.url).pathname);
  return [
    ...missing.map((tag) => `The tag ${tag} of ${id} is lost`),
    ...(status === "ready" ? [] : [`The file ${id} is ${status}`]),
    ...(served.ok && sha256Of(served.bytes) === file.sha256
      ? []
      : [`The bytes of ${id} are not those uploaded`]),
  ];
}

async function exchangeIsKept({ id, tenant, word }: Ledger["exchanges"][number]): Promise<string[]> {
  const { ok, bytes } = await tenant.call("GET", `/memory/interactions/${id}`);
  return ok && bytes.includes(word) ? [] : [`The exchange ${id} is lost`];
}

async function keyIsRefused({ send, origin }: Verified, secret: string): Promise<string[]> {
  const { status } = await callMemory(send, origin, secret, "GET", "/tenant", undefined, [401]);
  return status === 401 ? [] : ["A deleted key works again"];
}

/** The count of a library is that of its list, page by page. */
async function countsAgree(verified: Verified, team: Team, library: string): Promise<string[]> {
  const libraries = await callAs(verified, team, "GET", "/libraries");
  const { assetsCount } = libraries.body.data.find(
    ({ id, slug }: { id: string; slug?: string }) => id === library || slug === library,
  );
  let listed = 0;
  for (let page = 1; ; page++) {
    const answer = await callAs(
      verified,
      team,
      "GET",
      `/libraries/${library}/assets?pageSize=500&page=${page}`,
    );
    listed += answer.body.data.length;
    if (answer.body.data.length < 500) break;
  }
  return listed === assetsCount ? [] : [`${library} lists ${listed} files and counts ${assetsCount}`];
}

/** Every row has its object, and every object a row or a note that it is to be removed. */
async function compareBlobs({ databaseUrl, settings }: Verified): Promise<Comparison> {
  const rows = await column(databaseUrl, "select blob from assets");
  const staged = await column(databaseUrl, "select blob from staged_blobs");
  const s3Settings = readConfig(settings).s3;
  if (!s3Settings) throw new Error("The cluster has an S3 store");
  const { sdk, client } = await openS3(s3Settings, { use: countStoreUse() });
  const objects = new Set<string>();
  for (let from: string | undefined; ; ) {
    const page = await client.send(
      new sdk.ListObjectsV2Command({
        Bucket: s3Settings.bucket,
        Prefix: s3Settings.prefix,
        ContinuationToken: from,
      }),
    );
    for (const { Key = "" } of page.Contents ?? []) {
      const blob = Key.split("/").find((part) => part.length > 8);
      // A start that was killed left its test file.
      if (blob && !blob.startsWith(".check-")) objects.add(blob);
    }
    from = page.NextContinuationToken;
    if (!from) break;
  }
  client.destroy();
  const known = new Set([...rows, ...staged]);
  const wrong = [
    ...rows.filter((blob) => !objects.has(blob)).map((blob) => `The object of ${blob} is lost`),
    ...[...objects].filter((blob) => !known.has(blob)).map((blob) => `The object ${blob} belongs to no row`),
  ];
  return { wrong, rows: rows.length, objects: objects.size };
}

async function isProcessed(databaseUrl: string): Promise<boolean> {
  const waiting = await column(
    databaseUrl,
    "select id::text as blob from assets where status = 'processing' limit 1",
  );
  return waiting.length === 0;
}

async function column(databaseUrl: string, text: string): Promise<string[]> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    return (await client.query<{ blob: string }>(text)).rows.map(({ blob }) => blob);
  } finally {
    await client.end();
  }
}
