import type { Readable } from "node:stream";
import type { FastifyRequest } from "fastify";
import { Failure, fail } from "../../kernel/failure.ts";
import { checkJsonDepth } from "./json-depth.ts";

/**
 * Reads a request's body from the untouched stream; empty when there is none. Throws `PAYLOAD_TOO_LARGE` as soon as
 * more than `bytesMax` bytes are announced or arrive, and `SERVICE_UNAVAILABLE` when all requests together hold too
 * many.
 */
export async function readBody(
  request: FastifyRequest,
  bytesMax: number,
  stream = request.body as Readable | undefined,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await eachChunk(request, bytesMax, (chunk) => chunks.push(chunk), stream);
  return Buffer.concat(chunks);
}

/** The same, with the bytes given to `take` as they arrive. */
export async function eachChunk(
  request: FastifyRequest,
  bytesMax: number,
  take: (chunk: Buffer) => unknown,
  stream = request.body as Readable | undefined,
): Promise<void> {
  try {
    for await (const chunk of chunksOf(request, bytesMax, stream)) {
      request.server.holdBody(request, chunk.length);
      await take(chunk);
    }
  } catch (error) {
    throw failureOf(error);
  }
}

/** The same, as chunks that the caller holds and counts. */
export async function* chunksOf(
  request: FastifyRequest,
  bytesMax: number,
  stream = request.body as Readable | undefined,
): AsyncGenerator<Buffer, undefined> {
  if (!stream) return;
  const tooLarge = () => fail.tooLarge(`The body is larger than ${bytesMax / 1024 / 1024} MB.`);
  if (Number(request.headers["content-length"] ?? 0) > bytesMax) throw tooLarge();
  let bytes = 0;
  try {
    // Stopping must not destroy the connection, which is needed for the answer.
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
      bytes += chunk.length;
      if (bytes > bytesMax) throw tooLarge();
      yield chunk;
    }
  } catch (error) {
    throw failureOf(error);
  }
}

const failureOf = (error: unknown): Failure =>
  error instanceof Failure ? error : fail.input("The body is incomplete. Send it again.");

/** Parses JSON in UTF-8; throws `BAD_USER_INPUT` for anything else. */
export function parseJson(bytes: Buffer): unknown {
  const text = decodeUtf8(bytes);
  checkJsonDepth(text);
  try {
    return JSON.parse(text);
  } catch {
    throw fail.input("The body is not valid JSON.");
  }
}

function decodeUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw fail.input("The body is not valid UTF-8.");
  }
}
