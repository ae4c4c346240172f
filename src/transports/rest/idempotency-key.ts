import type { FastifyRequest } from "fastify";
import { fail } from "../../kernel/failure.ts";

/** The `Idempotency-Key` of a request that may change something. Undefined without one. */
export function idempotencyKey({ headers, method }: FastifyRequest): string | undefined {
  const key = [headers["idempotency-key"]].flat()[0];
  if (key === undefined || method === "GET" || method === "HEAD") return undefined;
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw fail.input("Idempotency-Key: must be 1 to 255 visible ASCII characters, such as a UUID.");
}
