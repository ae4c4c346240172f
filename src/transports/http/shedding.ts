import type { FastifyInstance, FastifyRequest } from "fastify";
import { fail } from "../../kernel/failure.ts";
import type { Load } from "../../platform/load.ts";

/**
 * Refuses requests while the process has too much to do, before their bodies are read. `invoke` refuses heavy operations
 * earlier than that. A request counts until its answer begins: who reads or sends slowly costs nothing.
 */
export function shedLoad(app: FastifyInstance, load: Load): void {
  const counted = new WeakSet<FastifyRequest>();
  const end = (request: FastifyRequest) => {
    if (counted.delete(request)) load.end("light");
  };
  app.addHook("onRequest", (request, reply, done) => {
    if (request.routeOptions.config.neverShed) return done();
    if (load.refuses("light")) return done(fail.overloaded());
    counted.add(request);
    load.begin("light");
    // Without an answer, such as when the client hangs up.
    reply.raw.once("close", () => end(request));
    done();
  });
  app.addHook("onSend", (request, _reply, _payload, done) => {
    end(request);
    done();
  });
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** Answered however busy the process is. */
    neverShed?: true;
  }
}
