// Run by reading.ts as a process of its own: Fastify with nothing around it, answering from memory, and Fastify with pg.
import { readFile } from "node:fs/promises";
import Fastify, { type FastifyInstance } from "fastify";
import pg from "pg";
import type { z } from "zod";
import { presentAsset } from "../src/features/library/assets/present.ts";
import { getAsset } from "../src/features/library/assets/read/operations/get.ts";
import { listAssets } from "../src/features/library/assets/read/operations/list.ts";
import { type AssetRow, assetColumns } from "../src/features/library/assets/row/store.ts";
import { systemClock } from "../src/platform/clock.ts";
import { columnTypes } from "../src/platform/database/column-types.ts";
import type { Connection } from "../src/platform/database/database.ts";
import { secretFrom } from "../src/platform/secret.ts";
import { jsonSchema } from "../src/transports/schema/json-schema.ts";
import { oldestVersion } from "../src/transports/versions/versions.ts";

/** Bodies as Rookery sent them, the database they came from, and the port to answer on. */
export interface BareTask {
  list: string;
  asset: string;
  connection: Connection & object;
  libraryId: number;
  organizationSlug: string;
  url: string;
  port: number;
}

// The columns as Rookery reads them, so that the two cannot drift apart.
const selected = `select ${assetColumns.text} from assets a join libraries l on l.id = a.library_id
  where a.library_id = $1 and a.trashed_at is null`;
const listed = `${selected} and a.parent_id is null order by a.position desc limit (select $2::bigint)`;
const one = `${selected} and a.id = $2`;

const task = JSON.parse(await readFile(process.argv[2] ?? "", "utf8")) as BareTask;
const app = Fastify();
const lists = oldestVersion.of(listAssets);
const assets = oldestVersion.of(getAsset);
for (const [path, body, { output }] of [
  ["list", task.list, lists],
  ["asset", task.asset, assets],
] as const) {
  const answer = JSON.parse(body);
  app.get(`/${path}`, { schema: { response: { 200: answerOf(output) } } }, async () => answer);
  app.get(`/${path}/text`, async (_request, reply) =>
    reply.type("application/json; charset=utf-8").send(body),
  );
}
withPg(app, task);
await app.listen({ port: task.port, host: "127.0.0.1" });
process.once("disconnect", () => process.exit()); // the bench is gone
process.send?.("listening");

function answerOf(output: z.ZodType): object {
  const { $defs, ...data } = jsonSchema(output, "output");
  return { type: "object", properties: { data }, $defs };
}

/** What one writes by hand: the same statements, prepared, their rows with links, and a schema for the answer. */
function withPg(app: FastifyInstance, { connection, libraryId, organizationSlug, url }: BareTask): void {
  const pool = new pg.Pool({ ...connection, types: columnTypes, options: "-c jit=off" });
  const config = { publicUrl: url, cdnUrl: `${url}/cdn`, servePrivateMetadata: false };
  const presenter = { config, secret: secretFrom("bench"), clock: systemClock };
  const present = (row: AssetRow) => presentAsset(presenter, organizationSlug, row);
  app.get<{ Querystring: { pageSize: string } }>(
    "/sql",
    { schema: { response: { 200: answerOf(lists.output) } } },
    async ({ query }) => {
      const values = [libraryId, query.pageSize];
      const { rows } = await pool.query<AssetRow>({ name: "list", text: listed, values });
      return { data: lists.shape(rows.map(present)) };
    },
  );
  app.get<{ Params: { id: string } }>(
    "/sql/:id",
    { schema: { response: { 200: answerOf(assets.output) } } },
    async ({ params }) => {
      const values = [libraryId, params.id];
      const { rows } = await pool.query<AssetRow>({ name: "one", text: one, values });
      return { data: assets.shape(present(rows[0] as AssetRow)) };
    },
  );
}
