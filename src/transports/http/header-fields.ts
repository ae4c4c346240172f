import type { FastifyRequest } from "fastify";
import type { MemoryRoute } from "../../kernel/operation.ts";

/** The input fields that a request carries as headers. */
export const headerFields = (
  { headers = {} }: Pick<MemoryRoute, "headers">,
  request: FastifyRequest,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([field, header]) => {
      const value = [request.headers[header]].flat()[0];
      return value === undefined ? [] : [[field, value]];
    }),
  );
