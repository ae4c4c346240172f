import { randomBytes, randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import sharp from "sharp";
import { multipart } from "../support/agent.ts";
import type { Answer, Send } from "./client.ts";
import { type Kept, type Ledger, sha256Of } from "./ledger.ts";
import type { Team } from "./people.ts";
import type { Tenant } from "./tenant.ts";

interface Worker {
  send: Send;
  origin: string;
  team: Team;
  tenant: Tenant;
  ledger: Ledger;
  /** The worker's own files. Nobody else changes them. */
  own: Kept[];
}

const pauseMs = 30;
const afterFailureMs = 300;

/** Calls everything that people and agents do, one call after the other, until stopped. */
export async function work(worker: Omit<Worker, "own">, stop: AbortSignal): Promise<void> {
  const whole: Worker = { ...worker, own: [] };
  const calls = [upload, upload, tag, tag, transfer, list, ingest, ingest, recall];
  while (!stop.aborted) {
    const call = calls[randomInt(calls.length)] as (typeof calls)[number];
    const ok = await call(whole);
    await sleep(ok ? pauseMs : afterFailureMs);
  }
}

/** Calls the REST API as the team's agent. */
export function callAs(
  { send, origin }: Pick<Worker, "send" | "origin">,
  team: Team,
  method: string,
  path: string,
  body?: object | Buffer,
  headers = {},
): Promise<Answer> {
  return send(method, `${origin}/organizations/${team.organizationId}${path}`, {
    headers: {
      authorization: `Bearer ${team.apiKey}`,
      "api-version": "2026-05-20",
      ...(body && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body && { body: Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
  });
}

async function upload(worker: Worker): Promise<boolean> {
  const { team, ledger, own } = worker;
  const picture = await sharp(randomBytes(40 * 40 * 3), { raw: { width: 40, height: 40, channels: 3 } })
    .png()
    .toBuffer();
  const library = team.libraries[randomInt(2)] as string;
  const { body, contentType } = multipart({ "a.png": picture });
  const answer = await callAs(worker, team, "POST", `/libraries/${library}/assets`, body, {
    "content-type": contentType,
  });
  if (!answer.ok) return false;
  const [{ id, url }] = answer.body.data.assets;
  const file = { id, url, team, sha256: sha256Of(picture), libraries: [library], tags: [] };
  own.push(file);
  ledger.files.push(file);
  ledger.counts.uploads++;
  return true;
}

/** One of the worker's files whose library is known. */
const someFile = ({ own }: Worker): Kept | undefined => {
  const known = own.filter(({ libraries }) => libraries.length === 1);
  return known[randomInt(Math.max(1, known.length))];
};

async function tag(worker: Worker): Promise<boolean> {
  const file = someFile(worker);
  if (!file || file.tags.length > 50) return true;
  const name = `t${randomBytes(4).toString("hex")}`;
  const path = `/libraries/${file.libraries[0]}/assets/tag`;
  const answer = await callAs(worker, file.team, "POST", path, { assetIds: [file.id], tags: [name] });
  if (!answer.ok) return false;
  file.tags.push(name);
  worker.ledger.counts.tags++;
  return true;
}

async function transfer(worker: Worker): Promise<boolean> {
  const file = someFile(worker);
  if (!file) return true;
  const [from] = file.libraries as [string];
  const to = file.team.libraries.find((one) => one !== from) as string;
  // Until it is answered, it may be in both.
  file.libraries = [from, to];
  const move = { targetLibraryId: to, assetIds: [file.id] };
  const answer = await callAs(worker, file.team, "POST", `/libraries/${from}/assets/transfer`, move);
  if (!answer.ok) return false;
  file.libraries = [to];
  worker.ledger.counts.transfers++;
  return true;
}

/** The newest that was acknowledged is in the first page. */
async function list(worker: Worker): Promise<boolean> {
  const { own, team, ledger } = worker;
  const file = own.findLast(({ libraries }) => libraries.length === 1);
  if (!file) return true;
  const answer = await callAs(worker, team, "GET", `/libraries/${file.libraries[0]}/assets?pageSize=500`);
  if (!answer.ok) return false;
  const listed = answer.body.data as { id: string }[];
  if (listed.length < 500 && !listed.some(({ id }) => id === file.id)) {
    ledger.lost.push(`${file.id} is not in the list of its library`);
  }
  return true;
}

async function ingest({ tenant, ledger }: Worker): Promise<boolean> {
  const word = `word${randomBytes(5).toString("hex")}`;
  const answer = await tenant.call("POST", "/memory/ingest", {
    user_id: tenant.userId,
    conversation_id: tenant.conversationId,
    user_message: `Remember ${word}.`,
    agent_response: "",
  });
  if (!answer.ok) return false;
  ledger.exchanges.push({ id: answer.body.interaction_id, tenant, word });
  ledger.counts.exchanges++;
  return true;
}

async function recall({ tenant, ledger }: Worker): Promise<boolean> {
  const last = ledger.exchanges.findLast((one) => one.tenant === tenant);
  if (!last) return true;
  const answer = await tenant.call("POST", "/memory/query", { user_id: tenant.userId, query: last.word });
  if (!answer.ok) return false;
  const found = answer.body.memories as { interaction_id: string; id: string }[];
  if (!JSON.stringify(found).includes(last.word)) ledger.lost.push(`${last.word} is not recalled`);
  return true;
}
