import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type pg from "pg";
import { count, type Figure, figure, note, ratio } from "../report.ts";
import { createConversation, createUser, type Tenant } from "./client.ts";
import { bareInserts, drive, perSecond } from "./drive.ts";
import { smallTalk } from "./small-talk.ts";

const shareOfBare = 0.25;
const connections = 8;
const rounds = 3;
const ingestsARound = 4_000;
const bareRowsARound = 20_000;
const bodiesPerUser = 500;

const megabytesGrownMax = 30;

/** Ingests beside bare inserts of rows of the same size, over as many connections, in turns: the best round of each. */
export async function ingesting(
  tenant: Tenant,
  connection: pg.ClientConfig,
  signal: AbortSignal,
): Promise<Figure[]> {
  const ofOne = await bodiesOf(tenant, 1);
  const ofEight = await bodiesOf(tenant, 8);
  const characters = Math.round(ofOne.reduce((sum, { length }) => sum + length, 0) / ofOne.length);
  const best = { bare: 0, one: 0, eight: 0 };
  await ingest(tenant, ofEight, ingestsARound / 4, signal); // code gets warm
  for (let round = 0; round < rounds; round++) {
    const bare = await bareInserts({ connection, connections, characters, rows: bareRowsARound }, signal);
    best.bare = Math.max(best.bare, bare.perSecond);
    best.one = Math.max(best.one, perSecond(await ingest(tenant, ofOne, ingestsARound, signal)));
    best.eight = Math.max(best.eight, perSecond(await ingest(tenant, ofEight, ingestsARound, signal)));
  }
  const against = (rate: number) =>
    `${ratio(rate / best.bare)} bare inserts (${count(rate)} to ${count(best.bare)} /s)`;
  const target = { atLeast: shareOfBare, unit: " ×" };
  return [
    figure(`Ingest, one user, ${connections} at a time`, against(best.one), best.one / best.bare, target),
    figure("  … eight users", against(best.eight), best.eight / best.bare, target),
    note("  row of a bare insert", `${characters} characters`),
  ];
}

/** How much the process grows over many ingests of several users, once the first fifth has warmed it. */
export async function memoryWhileIngesting(
  { tenant, pid }: { tenant: Tenant; pid: number },
  ingests: number,
  signal: AbortSignal,
): Promise<Figure[]> {
  const bodies = await bodiesOf(tenant, 16);
  const step = ingests / 10;
  const megabytes: number[] = [];
  for (let done = 0; done < ingests; done += step) {
    await ingest(tenant, bodies, step, signal);
    megabytes.push(await residentMegabytes(pid));
  }
  const warm = megabytes[1] as number;
  const grown = (megabytes.at(-1) as number) - warm;
  const name = `Memory over ${count(ingests)} ingests`;
  return [
    figure(name, `${grown.toFixed(0)} MB more than after ${count(2 * step)}`, grown, {
      below: megabytesGrownMax,
      unit: " MB",
    }),
    note(`  after each ${count(step)}`, `${megabytes.map((mb) => mb.toFixed(1)).join(" ")} MB`),
  ];
}

const ingest = (
  { origin, headers }: Tenant,
  bodies: readonly string[],
  requests: number,
  signal: AbortSignal,
) => drive({ origin, path: "/api/v1/memory/ingest", headers, connections, bodies, requests }, signal);

/** What new users say, in turns. */
async function bodiesOf(tenant: Tenant, users: number): Promise<string[]> {
  const { exchange } = smallTalk(3);
  const speakers: { user_id: string; conversation_id: string }[] = [];
  for (let i = 0; i < users; i++) {
    const userId = await createUser(tenant);
    speakers.push({ user_id: userId, conversation_id: await createConversation(tenant, userId) });
  }
  return Array.from({ length: bodiesPerUser * users }, (_, i) => {
    const { userMessage, agentResponse } = exchange();
    return JSON.stringify({
      ...speakers[i % users],
      user_message: userMessage,
      agent_response: agentResponse,
    });
  });
}

async function residentMegabytes(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(pid)]);
  return Number(stdout) / 1024;
}
