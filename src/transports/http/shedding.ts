import type { FastifyInstance } from "fastify";
import { fail } from "../../kernel/failure.ts";
import type { Load } from "../../platform/load.ts";

/**
 * Refuses requests while the process has too much to do, before their bodies are read. `invoke` refuses heavy operations
 * earlier than that. A request counts until its answer begins: who reads slowly costs nothing.
 */
export function shedLoad(app: FastifyInstance, load: Load): void {
  app.decorateRequest("countsAsLoad", false);
  app.decorateRequest("answerBegins", function () {
    if (!this.countsAsLoad) return;
    this.countsAsLoad = false;
    load.end("light");
  });
  app.addHook("onRequest", (request, _reply, done) => {
    if (request.routeOptions.config.neverShed) return done();
    if (load.refuses("light")) return done(fail.overloaded());
    request.countsAsLoad = true;
    load.begin("light");
    done();
  });
  // Every request gets here once its handler has ended, also when its client is gone.
  app.addHook("onSend", (request, _reply, _payload, done) => {
    request.answerBegins();
    done();
  });
}

declare module "fastify" {
  interface FastifyRequest {
    countsAsLoad: boolean;
    /** For answers that skip the hooks of `onSend`. */
    answerBegins(): void;
  }
  interface FastifyContextConfig {
    /** Answered however busy the process is. */
    neverShed?: true;
  }
}
