import { Readable } from "node:stream";

/** A record a line, each as it comes. */
export function ndjson(lines: AsyncIterable<unknown>): Readable {
  async function* texts() {
    for await (const line of lines) yield `${JSON.stringify(line)}\n`;
  }
  return Readable.from(texts());
}
