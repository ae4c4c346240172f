import { Readable } from "node:stream";

/** Streams records as JSON, one a line, as they arrive. */
export function ndjson(lines: AsyncIterable<unknown>): Readable {
  async function* texts() {
    for await (const line of lines) yield `${JSON.stringify(line)}\n`;
  }
  return Readable.from(texts());
}
