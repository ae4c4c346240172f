import { setImmediate as nextTurn } from "node:timers/promises";
import type { FastifyRequest } from "fastify";
import { eachChunk } from "../http/read-body.ts";
import { jsonReader } from "./json-reader.ts";

// As many as a socket gives at a time. Other requests run in between.
const sliceBytes = 64 * 1024;

/** Reads the JSON of a request's body; undefined if it is not valid. Throws `PAYLOAD_TOO_LARGE`. `reader` is for tests. */
export async function readJsonBody(
  request: FastifyRequest,
  bytesMax: number,
  reader = jsonReader(),
): Promise<unknown> {
  await eachChunk(request, bytesMax, async (chunk) => {
    for (let at = 0; at < chunk.length; at += sliceBytes) {
      if (at > 0) await nextTurn();
      reader.write(chunk.subarray(at, at + sliceBytes));
    }
  });
  try {
    return reader.end();
  } catch {
    return undefined;
  }
}
