import { Readable } from "node:stream";
import type { FastifyRequest } from "fastify";

/** Streams records as JSON, one a line, as they arrive. */
export function ndjson(lines: AsyncIterable<unknown>): Readable {
  async function* texts() {
    for await (const line of lines) yield `${JSON.stringify(line)}\n`;
  }
  return Readable.from(texts());
}

/** Whether a body is JSON records, one a line. */
export const isLines = ({ headers }: FastifyRequest): boolean =>
  /^application\/(x-ndjson|jsonl|x-jsonlines)\b/i.test(headers["content-type"] ?? "");
