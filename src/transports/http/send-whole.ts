import type { FastifyInstance, FastifyReply } from "fastify";

/**
 * Adds `reply.sendWhole`, for bodies that are in memory. Node writes headers from an array in a third less time than from the
 * object that Fastify hands it, and files have 26.
 */
export function sendWholeBodies(app: FastifyInstance): void {
  app.decorateReply("sendWhole", function (this: FastifyReply, headers, content) {
    const flat: string[] = [];
    const before = this.getHeaders();
    for (const name in before) if (!(name in headers)) flat.push(name, String(before[name]));
    for (const name in headers) flat.push(name, headers[name] as string);
    flat.push("content-length", String(content.length));
    this.request.answerBegins();
    this.hijack();
    this.raw.writeHead(this.statusCode, flat);
    this.raw.end(content);
    return this;
  });
}

declare module "fastify" {
  interface FastifyReply {
    /** Answers with these headers, in lower case, and those set before. Hooks of `onSend` do not run. */
    sendWhole(headers: Readonly<Record<string, string>>, content: Buffer): FastifyReply;
  }
}
