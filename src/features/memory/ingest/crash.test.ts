import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import pLimit from "p-limit";
import sql from "sql-template-tag";
import { expect, test, vi } from "vitest";
import { count } from "../../../../test/support/counts.ts";
import { freshDatabase } from "../../../../test/support/postgres/database.ts";
import { databaseSettings } from "../../../../test/support/postgres/database-url.ts";
import { temporaryFolder } from "../../../../test/support/processes/folders.ts";
import { freePort } from "../../../../test/support/processes/free-port.ts";
import { type ServerProcess, startServer } from "../../../../test/support/processes/server-process.ts";
import { unpackTerms } from "../index/packed-terms.ts";
import { unpackBlock } from "../index/posting-blocks.ts";

const { database, connection } = await freshDatabase();

// As many as the database has connections.
const atATime = pLimit(8);
const exchanges = 150;
const clientsPerServer = 4;
const kills = 2;

/** All fields that the calls of this test answer. */
interface Answer {
  api_key: string;
  user_id: string;
  conversation_id: string;
  interaction_id: string;
  memories: { interaction_id: string; user_message: string }[];
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one story of sending, killing and counting, whose steps share their counters.
test("every exchange of a user is stored, found and indexed once when two processes that ingest are killed", async () => {
  const environment = {
    ...databaseSettings(connection),
    ROOKERY_SECRET: randomBytes(32).toString("hex"),
  };
  const [dataDir, ports] = [await temporaryFolder(), [await freePort(), await freePort()] as const];
  const start = (port: number) => startServer(dataDir, port, environment);
  const servers: ServerProcess[] = await Promise.all(ports.map(start));

  let key: string | undefined;
  const post = async (port: number, path: string, body: object, headers = {}): Promise<Answer> => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(key && { authorization: `Bearer ${key}` }),
        ...headers,
      },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    return JSON.parse(text);
  };
  key = (await post(ports[0], "/tenants", { name: "a", email: "a@example.com", settings: { batch_size: 7 } }))
    .api_key;
  const { user_id } = await post(ports[0], "/users", {});
  const { conversation_id } = await post(ports[0], "/conversations", { user_id });

  const acknowledged = new Map<string, string>();
  let begun = 0;
  /** Sends exchanges, retrying each until it is answered, to any server and with its own Idempotency-Key. */
  async function client(home: number): Promise<void> {
    while (begun < exchanges) {
      const word = `word${begun++}`;
      const body = { user_id, conversation_id, user_message: `Please note ${word}`, agent_response: "" };
      for (let attempt = 0; !acknowledged.has(word); attempt++) {
        const port = ports[(home + attempt) % ports.length] as number;
        await post(port, "/memory/ingest", body, { "idempotency-key": word }).then(
          ({ interaction_id }) => void acknowledged.set(word, interaction_id),
          () => pause(20),
        );
      }
    }
  }
  async function flusher(): Promise<void> {
    while (acknowledged.size < exchanges) {
      await post(ports[acknowledged.size % 2] as number, "/memory/flush", { user_id }).catch(() => pause(20));
    }
  }
  async function killer(): Promise<void> {
    for (let i = 0; i < kills; i++) {
      const next = (exchanges / (kills + 1)) * (i + 1);
      await vi.waitFor(() => expect(acknowledged.size).toBeGreaterThan(next), {
        timeout: 20_000,
        interval: 1,
      });
      await servers[i % 2]?.kill();
      servers[i % 2] = await start(ports[i % 2] as number);
    }
  }
  const clients = ports.flatMap((_, home) => Array.from({ length: clientsPerServer }, () => client(home)));
  await Promise.all([killer(), flusher(), ...clients]);

  count("writes acknowledged", acknowledged.size);
  // Each is found once, with the id from its answer, before and after the last flush.
  for (const when of ["now", "after a flush"]) {
    if (when !== "now") await post(ports[0], "/memory/flush", { user_id });
    const find = async ([word, id]: [string, string]) => {
      const { memories } = await post(ports[1], "/memory/query", { user_id, query: word, limit: 100 });
      const holding = memories.filter((m: { user_message: string }) => m.user_message.endsWith(` ${word}`));
      expect([when, word, ...holding.map((m: { interaction_id: string }) => m.interaction_id)]).toEqual([
        when,
        word,
        id,
      ]);
    };
    await Promise.all([...acknowledged].map((one) => atATime(() => find(one))));
  }

  const rows = await database.query<{ id: string; ordinal: number; buffered: boolean; terms: Buffer }>(
    sql`select id, ordinal, buffered, terms from interactions where user_id = ${user_id} order by ordinal`,
  );
  const stored = new Set(rows.map(({ id }) => id));
  count("acknowledged writes lost", [...acknowledged.values()].filter((id) => !stored.has(id)).length);
  expect(rows.map(({ id }) => id).toSorted()).toEqual([...acknowledged.values()].toSorted());
  expect(rows.map(({ ordinal }) => ordinal)).toEqual(rows.map((_, i) => i));
  expect(rows.filter(({ buffered }) => buffered)).toEqual([]);
  const counters = await database.one(
    sql`select u.buffered, u.next_ordinal as next, c.message_count as messages
        from memory_users u join conversations c on c.user_id = u.id where u.id = ${user_id}`,
  );
  expect(counters).toEqual({ buffered: 0, next: rows.length, messages: rows.length });

  // The index holds each ordinal once for each of its terms, and nothing else.
  const blocks = await database.query<{ term: Buffer; block: number; data: Buffer }>(
    sql`select term, block, data from memory_postings where user_id = ${user_id}`,
  );
  const indexed = blocks.flatMap(({ term, block, data }) =>
    unpackBlock(block, data).map(
      ({ ordinal, user, agent }) => `${term.toString("hex")} ${ordinal} ${user} ${agent}`,
    ),
  );
  const said = rows.flatMap(({ ordinal, terms }) =>
    [...unpackTerms(terms)].map(
      ({ term, user, agent }) => `${term.toString("hex")} ${ordinal} ${user} ${agent}`,
    ),
  );
  expect(indexed.toSorted()).toEqual(said.toSorted());
}, 60_000);
