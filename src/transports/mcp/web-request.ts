import type { FastifyReply, FastifyRequest } from "fastify";

/** The request as a web-standard `Request`, without its body. It is aborted when the client disconnects. */
export function webRequest(request: FastifyRequest, reply: FastifyReply): Request {
  const disconnected = new AbortController();
  reply.raw.once("close", () => disconnected.abort());
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    for (const one of [value ?? []].flat()) headers.append(name, one);
  // The protocol requires both types; a client that accepts anything accepts both.
  if (request.headers.accept?.includes("*/*")) headers.set("accept", "application/json, text/event-stream");
  // The host of this URL is unused. The `Host` header was checked before, and may be no valid host.
  return new Request(new URL(request.url, "http://localhost"), {
    method: request.method,
    headers,
    signal: disconnected.signal,
  });
}
