import type { FastifyRequest } from "fastify";
import type { Checksum } from "../../features/library/assets/upload/resumable/parts.ts";
import { fail } from "../../kernel/failure.ts";
import { ProtocolError } from "./protocol-error.ts";

export const tusVersion = "1.0.0";
export const extensions = ["creation", "creation-with-upload", "termination", "expiration", "checksum"];

/** How long the digest of each algorithm is. */
const digestBytes: Record<string, number> = { sha1: 20, sha256: 32 };

/** What `OPTIONS` tells of the server. */
export const serverHeaders = (fileBytesMax: number): Record<string, string> => ({
  "tus-resumable": tusVersion,
  "tus-version": tusVersion,
  "tus-extension": extensions.join(","),
  "tus-max-size": String(fileBytesMax),
  "tus-checksum-algorithm": Object.keys(digestBytes).join(","),
});

export function requireTusVersion(request: FastifyRequest): void {
  if (request.headers["tus-resumable"] === tusVersion) return;
  throw new ProtocolError(412, `Send the header 'Tus-Resumable: ${tusVersion}'.`);
}

/** `Upload-Checksum: sha1 <base64>`, which the bytes of a request must have. */
export function checksumOf({ headers }: FastifyRequest): Checksum | undefined {
  const header = [headers["upload-checksum"]].flat()[0];
  if (header === undefined) return undefined;
  const [algorithm = "", encoded = ""] = header.split(" ");
  const digest = Buffer.from(encoded, "base64");
  if (Object.hasOwn(digestBytes, algorithm) && digest.length === digestBytes[algorithm])
    return { algorithm, digest };
  const known = Object.keys(digestBytes).join(" or ");
  throw fail.input(`Upload-Checksum: must be ${known}, a space, and the digest in base64.`);
}

/** The headers that the protocol is about. Others say nothing to it. */
export function protocolHeaders({ headers }: FastifyRequest): Headers {
  const kept = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    const isOfProtocol =
      name.startsWith("upload-") || ["tus-resumable", "content-type", "content-length"].includes(name);
    if (isOfProtocol && typeof value === "string") kept.set(name, value);
  }
  return kept;
}
