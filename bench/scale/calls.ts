import { randomBytes } from "node:crypto";
import sharp from "sharp";
import { Pool } from "undici";
import { multipart } from "../../test/support/agent.ts";
import type { Tenant } from "../memory/client.ts";
import { percentile } from "../memory/drive.ts";
import { smallTalk } from "../memory/small-talk.ts";
import type { Organization } from "./organizations.ts";

/** What each kind of call took. */
export type Times = Record<string, { p50: number; p99: number }>;

const connections = 4;
const callsOfEach = 400;

interface Call {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string | Buffer;
}

export interface User {
  id: string;
  conversationId: string;
}

/** A server with what its calls name. */
export interface Callable {
  origin: string;
  organizations: readonly Organization[];
  tenant: Tenant;
  users: readonly User[];
}

/** Calls of every kind, each of another organization or user, four at a time. Kinds take turns. */
export async function timeCalls(server: Callable): Promise<Times> {
  const pool = new Pool(server.origin, { connections });
  const kinds = await kindsOf(server);
  const times = new Map<string, number[]>();
  let next = 0;
  const total = callsOfEach * Object.keys(kinds).length;
  const names = Object.keys(kinds);
  const caller = async () => {
    while (next < total) {
      const at = next++;
      const name = names[at % names.length] as string;
      const call = (kinds[name] as (n: number) => Call)(Math.floor(at / names.length));
      const startedAt = performance.now();
      const answer = await pool.request(call as never);
      const text = await answer.body.text();
      if (answer.statusCode >= 300)
        throw new Error(`${name} was answered with ${answer.statusCode}: ${text}`);
      times.set(name, [...(times.get(name) ?? []), performance.now() - startedAt]);
    }
  };
  await Promise.all(Array.from({ length: connections }, caller));
  await pool.close();
  return Object.fromEntries(
    [...times].map(([name, ms]) => [name, { p50: percentile(ms, 0.5), p99: percentile(ms, 0.99) }]),
  );
}

async function kindsOf({
  organizations,
  tenant,
  users,
}: Callable): Promise<Record<string, (n: number) => Call>> {
  const of = (n: number) => organizations[n % organizations.length] as Organization;
  const userOf = (n: number) => users[n % users.length] as User;
  const headersOf = ({ apiKey }: Organization) => ({
    authorization: `Bearer ${apiKey}`,
    "api-version": "2026-05-20",
  });
  const library = ({ slug }: Organization) => `/organizations/${slug}/libraries/pictures`;
  const get = (n: number, path: (one: Organization) => string): Call => ({
    method: "GET",
    path: path(of(n)),
    headers: headersOf(of(n)),
  });
  const memory = (path: string, body: object): Call => ({
    method: "POST",
    path: `/api/v1${path}`,
    headers: tenant.headers,
    body: JSON.stringify(body),
  });
  const picture = await sharp(randomBytes(64 * 64 * 3), { raw: { width: 64, height: 64, channels: 3 } })
    .png()
    .toBuffer();
  const talk = smallTalk(3);
  return {
    "list of 50": (n) => get(n, (one) => `${library(one)}/assets?pageSize=50`),
    search: (n) => get(n, ({ slug }) => `/organizations/${slug}/search/assets?q=everywhere`),
    upload: (n) => {
      const { body, contentType } = multipart({ "a.png": picture });
      const headers = { ...headersOf(of(n)), "content-type": contentType };
      return { method: "POST", path: `${library(of(n))}/assets`, headers, body };
    },
    ingest: (n) => {
      const { id, conversationId } = userOf(n);
      const { userMessage, agentResponse } = talk.exchange();
      const said = { user_message: userMessage, agent_response: agentResponse };
      return memory("/memory/ingest", { user_id: id, conversation_id: conversationId, ...said });
    },
    recall: (n) => memory("/memory/query", { user_id: userOf(n).id, query: talk.question() }),
  };
}
