// Run by reading.ts as a process of its own: Fastify with nothing around it, answering from memory.
import { readFile } from "node:fs/promises";
import Fastify from "fastify";
import { getAsset } from "../src/features/library/assets/read/operations/get.ts";
import { listAssets } from "../src/features/library/assets/read/operations/list.ts";
import { answerSchema } from "../src/transports/http/answer-schema.ts";

/** Bodies as Rookery sent them, and the port to answer on. */
export interface BareTask {
  list: string;
  asset: string;
  port: number;
}

const { list, asset, port } = JSON.parse(await readFile(process.argv[2] ?? "", "utf8")) as BareTask;
const app = Fastify();
for (const [path, body, { output }] of [
  ["list", list, listAssets],
  ["asset", asset, getAsset],
] as const) {
  const answer = JSON.parse(body);
  app.get(`/${path}`, { schema: { response: { 200: answerSchema(output) } } }, async () => answer);
  app.get(`/${path}/text`, async (_request, reply) =>
    reply.type("application/json; charset=utf-8").send(body),
  );
}
await app.listen({ port, host: "127.0.0.1" });
process.once("disconnect", () => process.exit()); // the bench is gone
process.send?.("listening");
