import type { FastifyReply, FastifyRequest } from "fastify";

/** A request as web standards have it, without its body, which was read. Aborted when the client goes. */
export function webRequest(request: FastifyRequest, reply: FastifyReply): Request {
  const gone = new AbortController();
  reply.raw.once("close", () => gone.abort());
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    for (const one of [value ?? []].flat()) headers.append(name, one);
  // The protocol wants both named; who takes anything takes both.
  if (request.headers.accept?.includes("*/*")) headers.set("accept", "application/json, text/event-stream");
  // Nothing reads the host from here: it was checked as the header it is, and may be no host at all.
  return new Request(new URL(request.url, "http://localhost"), {
    method: request.method,
    headers,
    signal: gone.signal,
  });
}
