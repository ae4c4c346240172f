import { open } from "node:fs/promises";
import type { FastifyReply, FastifyRequest } from "fastify";
import { isCurrentCopy, takesEncoding } from "./cached-document.ts";

/** A file that the build wrote, with compressed copies beside it. */
export interface BuiltFile {
  type: string;
  path: string;
  etag: string;
  /** The encodings of its copies, the smallest first. */
  encodings: readonly Encoding[];
}

export type Encoding = "br" | "gzip";

/** What the name of a copy ends with. */
export const encodingSuffix: Record<Encoding, string> = { br: ".br", gzip: ".gz" };

/** Sends a file in the smallest encoding that the client accepts. From the disk, since browsers ask for each once. */
export async function sendBuiltFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, path, etag, encodings }: BuiltFile,
  maxAgeSeconds: number,
): Promise<FastifyReply> {
  const encoding = encodings.find((one) => takesEncoding(request, one));
  // If the app was rebuilt since the server started, the file may be gone.
  const file = await open(encoding ? path + encodingSuffix[encoding] : path).catch((error) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (!file) {
    reply.callNotFound();
    return reply;
  }
  if (isCurrentCopy(request, reply, etag, maxAgeSeconds)) {
    await file.close();
    return reply.code(304).send();
  }
  const { size } = await file.stat();
  if (encoding) reply.header("content-encoding", encoding);
  return reply.type(type).header("content-length", size).send(file.createReadStream());
}
