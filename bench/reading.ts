import { fork } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BareTask } from "./bare-fastify.ts";
import { inTurns, type Load } from "./load.ts";
import { count, type Figure, figure, note, ratio } from "./report.ts";
import { end, type Server } from "./server.ts";

const connections = 8;
const seconds = 3;
const pageSize = 50;

const script = fileURLToPath(new URL("./bare-fastify.ts", import.meta.url));

/** Lists of 50 and single assets, beside a bare Fastify that sends the very same bytes from memory. */
export async function reading(server: Server): Promise<Figure[]> {
  const { headers } = server;
  const listUrl = `${server.library}/assets?pageSize=${pageSize}`;
  const list = await (await fetch(listUrl, { headers })).text();
  const ids = (JSON.parse(list).data as { id: string }[]).map(({ id }) => id);
  const asset = await (await fetch(`${server.library}/assets/${ids[0]}`, { headers })).text();
  const paths = ids.map((id) => `${new URL(server.library).pathname}/assets/${id}`);

  return withBareFastify(server.dataDir, { list, asset }, async (bare) => {
    const lists = await inTurns({
      ours: { url: listUrl, headers, connections, seconds },
      bare: { url: `${bare}/list`, connections, seconds },
      text: { url: `${bare}/list/text`, connections, seconds },
    });
    const assets = await inTurns({
      ours: { url: server.library, paths, headers, connections, seconds },
      bare: { url: `${bare}/asset`, connections, seconds },
      text: { url: `${bare}/asset/text`, connections, seconds },
    });
    return [...figures(`a list of ${pageSize}`, lists, 0.2), ...figures("one asset", assets, 0.3)];
  });
}

function figures(
  name: string,
  { ours, bare, text }: Record<"ours" | "bare" | "text", Load>,
  atLeast: number,
): Figure[] {
  const share = ours.perSecond / bare.perSecond;
  const said = `${ratio(share)} bare Fastify (${count(ours.perSecond)} of ${count(bare.perSecond)} /s)`;
  const shareOfText = ours.perSecond / text.perSecond;
  return [
    figure(name, said, share, { atLeast, unit: " ×" }),
    note("  … sent as a ready string", `${ratio(shareOfText)} (of ${count(text.perSecond)} /s)`),
  ];
}

async function withBareFastify<T>(
  folder: string,
  bodies: Omit<BareTask, "port">,
  measure: (url: string) => Promise<T>,
): Promise<T> {
  const port = 4700 + (process.pid % 100);
  const taskFile = join(folder, "bodies.json");
  await writeFile(taskFile, JSON.stringify({ ...bodies, port } satisfies BareTask));
  const child = fork(script, [taskFile]);
  try {
    await once(child, "message");
    return await measure(`http://127.0.0.1:${port}`);
  } finally {
    await end(child);
  }
}
