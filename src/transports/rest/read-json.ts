import type { FastifyRequest } from "fastify";
import { fail } from "../../operation/failure.ts";

// The largest body of the contract, 100 ids and 20 tags, has about 10 kB.
const bodyBytesMax = 1024 * 1024;

/** The JSON object in a request's body; `{}` when there is none. */
export async function readJson(request: FastifyRequest): Promise<Record<string, unknown>> {
  const stream = request.body as AsyncIterable<Buffer> | undefined;
  if (!stream) return {};
  const text = decode(await collect(stream, Number(request.headers["content-length"] ?? 0)));
  if (text === "") return {};
  const type = request.headers["content-type"];
  if (type !== undefined && !/^application\/(json|[\w.+-]+\+json)\b/i.test(type)) {
    throw fail.input("Send the body as JSON, with 'Content-Type: application/json'.");
  }
  const value = parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw fail.input("The body must be a JSON object.");
  return value as Record<string, unknown>;
}

async function collect(stream: AsyncIterable<Buffer>, announced: number): Promise<Buffer> {
  if (announced > bodyBytesMax) throw tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > bodyBytesMax) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const tooLarge = () => fail.tooLarge("The body is larger than 1 MB.");

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw fail.input("The body is not valid UTF-8.");
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw fail.input("The body is not valid JSON.");
  }
}
