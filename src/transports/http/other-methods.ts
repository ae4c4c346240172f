import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from "fastify";
import { Failure } from "../../kernel/failure.ts";

const allMethods: HTTPMethods[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** Answers 405 with `Allow` for every method that a known path does not have. */
export function refuseOtherMethods(
  app: FastifyInstance,
  routes: readonly { method: HTTPMethods; path: string }[],
  answer: (request: FastifyRequest, reply: FastifyReply, failure: Failure) => FastifyReply,
): void {
  const methodsByPath = new Map<string, HTTPMethods[]>();
  for (const { method, path } of routes)
    methodsByPath.set(path, [...(methodsByPath.get(path) ?? []), method]);
  for (const [url, methods] of methodsByPath) {
    const allowed = methods.includes("GET") ? ["HEAD", ...methods] : methods;
    app.route({
      method: allMethods.filter((method) => !methods.includes(method)),
      url,
      handler: (request, reply) => {
        reply.header("allow", allowed.join(", "));
        const message = `${request.method} is not supported here. Use ${methods.join(" or ")}.`;
        return answer(request, reply, new Failure("METHOD_NOT_ALLOWED", message));
      },
    });
  }
}
