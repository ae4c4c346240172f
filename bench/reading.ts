import { fork } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sql from "sql-template-tag";
import type { Connection, Database } from "../src/platform/database/database.ts";
import type { BareTask } from "./bare-fastify.ts";
import { inTurns, type Load } from "./load.ts";
import { count, type Figure, figure, note, ratio } from "./report.ts";
import { end, type Server } from "./server.ts";

const connections = 8;
const seconds = 1;
const pageSize = 50;

const script = fileURLToPath(new URL("./bare-fastify.ts", import.meta.url));

/**
 * Lists of 50 and single assets, beside Fastify with pg, which runs the same statements for the same answers, and beside
 * a bare Fastify that sends the very same bytes from memory.
 */
export async function reading(
  server: Server,
  database: Database,
  connection: Connection & object,
): Promise<Figure[]> {
  const { headers } = server;
  const listUrl = `${server.library}/assets?pageSize=${pageSize}`;
  const list = await (await fetch(listUrl, { headers })).text();
  const ids = (JSON.parse(list).data as { id: string }[]).map(({ id }) => id);
  const asset = await (await fetch(`${server.library}/assets/${ids[0]}`, { headers })).text();
  const paths = ids.map((id) => `${new URL(server.library).pathname}/assets/${id}`);

  const { origin: url } = new URL(server.library);
  const { libraryId } = await database.one<{ libraryId: number }>(
    sql`select id as "libraryId" from libraries`,
  );
  const task = { list, asset, connection, libraryId, organizationSlug: server.organizationId, url };

  return withBareFastify(server.dataDir, task, async (bare) => {
    await mustBe(`${bare}/sql?pageSize=${pageSize}`, list);
    await mustBe(`${bare}/sql/${ids[0]}`, asset);
    const lists = await inTurns({
      ours: { url: listUrl, headers, connections, seconds },
      withPg: { url: `${bare}/sql?pageSize=${pageSize}`, connections, seconds },
      bare: { url: `${bare}/list`, connections, seconds },
      text: { url: `${bare}/list/text`, connections, seconds },
    });
    const assets = await inTurns({
      ours: { url: server.library, paths, headers, connections, seconds },
      withPg: { url: bare, paths: ids.map((id) => `/sql/${id}`), connections, seconds },
      bare: { url: `${bare}/asset`, connections, seconds },
      text: { url: `${bare}/asset/text`, connections, seconds },
    });
    return [...figures(`a list of ${pageSize}`, lists, 0.7), ...figures("one asset", assets, 0.5)];
  });
}

function figures(
  name: string,
  { ours, withPg, bare, text }: Record<"ours" | "withPg" | "bare" | "text", Load>,
  atLeast: number,
): Figure[] {
  const share = ours.perSecond / withPg.perSecond;
  const said = `${ratio(share)} Fastify with pg (${count(ours.perSecond)} of ${count(withPg.perSecond)} /s)`;
  const beside = ({ perSecond }: Load) => `${ratio(ours.perSecond / perSecond)} (of ${count(perSecond)} /s)`;
  return [
    figure(name, said, share, { atLeast, unit: " ×" }),
    note("  … beside Fastify without a database", beside(bare)),
    note("  … beside a ready string", beside(text)),
  ];
}

/** The other server must send what Rookery sends. */
async function mustBe(url: string, expected: string): Promise<void> {
  const body = await (await fetch(url)).text();
  if (body !== expected) throw new Error(`${url} answers\n${body}\ninstead of\n${expected}`);
}

async function withBareFastify<T>(
  folder: string,
  task: Omit<BareTask, "port">,
  measure: (url: string) => Promise<T>,
): Promise<T> {
  const port = 4700 + (process.pid % 100);
  const taskFile = join(folder, "bodies.json");
  await writeFile(taskFile, JSON.stringify({ ...task, port } satisfies BareTask));
  const child = fork(script, [taskFile]);
  try {
    await once(child, "message");
    return await measure(`http://127.0.0.1:${port}`);
  } finally {
    await end(child);
  }
}
