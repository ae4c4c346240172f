import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";
import { LRUCache } from "lru-cache";
import type { Metrics } from "../../platform/metrics.ts";
import { headersOfAll } from "./answer-headers.ts";
import { transportOf } from "./measure-requests.ts";

/** The body of an answer as long as the answer is right, for a request with these headers. */
export type ReadyBody = (headers: IncomingHttpHeaders) => Buffer | undefined;

interface ReadyAnswer {
  route: string;
  /** Names and values in turns, as Node writes them fastest. The first value is the id of the request. */
  head: string[];
  body: ReadyBody;
}

// Some 2 kB each. Longer URLs are not remembered.
const urlsMax = 10_000;
const urlLengthMax = 300;
// Answers of one URL that differ by what the caller accepts.
const answersPerUrl = 4;

/** A request with one of these gets another answer, or has a body. */
const special = [
  "range",
  "if-none-match",
  "if-modified-since",
  "content-length",
  "transfer-encoding",
  "expect",
];

/**
 * Answers what is asked for most, small files out of memory, before Fastify sees the request: its hooks take longer than the
 * answer. A route gives an answer first and has it remembered. Answering costs less than refusing, so it is never shed.
 */
export function answerReady(app: FastifyInstance, metrics: Metrics, nextId: () => string): void {
  const ready = new LRUCache<string, readonly ReadyAnswer[]>({ max: urlsMax });
  let stopping = false;

  app.decorate("rememberAnswer", (url: string, { route, headers, body }: RememberedAnswer) => {
    if (url.length > urlLengthMax) return;
    const head = ["x-request-id", ""];
    for (const [name, value] of Object.entries({ ...headersOfAll, ...headers })) head.push(name, value);
    ready.set(url, [{ route, head, body }, ...(ready.get(url) ?? [])].slice(0, answersPerUrl));
  });
  app.addHook("preClose", async () => {
    stopping = true; // the answers of routes close their connections
  });

  function answer({ method, url = "", headers }: IncomingMessage, response: ServerResponse): boolean {
    const answers = method === "GET" && !stopping ? ready.get(url) : undefined;
    if (!answers || special.some((name) => headers[name] !== undefined)) return false;
    for (const { route, head, body } of answers) {
      const bytes = body(headers);
      if (!bytes) continue;
      measure(route, response);
      head[1] = nextId();
      response.writeHead(200, head);
      response.end(bytes);
      return true;
    }
    return false;
  }

  function measure(route: string, response: ServerResponse): void {
    const startedAt = performance.now();
    response.once("close", () => {
      const seconds = (performance.now() - startedAt) / 1000;
      metrics.answered({ route, method: "GET", status: 200, transport: transportOf(route), seconds });
    });
  }

  const [fastify] = app.server.listeners("request");
  app.server.removeAllListeners("request").on("request", (request, response) => {
    if (!answer(request, response)) fastify?.call(app.server, request, response);
  });
}

interface RememberedAnswer {
  route: string;
  /** In lower case, with `content-length`. */
  headers: Readonly<Record<string, string>>;
  body: ReadyBody;
}

declare module "fastify" {
  interface FastifyInstance {
    /** Answers later requests of this URL with the same headers, as long as there is a body. */
    rememberAnswer(url: string, answer: RememberedAnswer): void;
  }
}
