import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Socket } from "node:net";
import Fastify, { type ConnectionError, type FastifyInstance, type FastifyReply } from "fastify";
import type { ConstraintStrategy, Handler, HTTPVersion } from "find-my-way";
import { Failure } from "../../kernel/failure.ts";
import { answerFailure, shortPath } from "./answer-failure.ts";
import { corsPreflightHeaders, headersOfAll } from "./answer-headers.ts";
import { limitHeldBodies } from "./held-bodies.ts";
import { isMcpHost } from "./hosts.ts";
import { measureRequests } from "./measure-requests.ts";
import { sendRateLimits } from "./rate-limit-headers.ts";
import { answerReady } from "./ready-answers.ts";
import { sendWholeBodies } from "./send-whole.ts";
import type { HttpServices } from "./services.ts";
import { shedLoad } from "./shedding.ts";
import { refuseSlowBodies } from "./slow-bodies.ts";
import { stopGently } from "./stopping.ts";
import { warnOfUntrustedProxy } from "./untrusted-proxy.ts";

// Closes a connection that has been silent for this long. Uploads may take longer, as long as bytes arrive.
const idleTimeoutMs = 120_000;
// Slower headers only occupy a connection. Node looks for them as often, so they end after 30 s at the latest.
const headers = { headersTimeout: 25_000, connectionsCheckingInterval: 5_000 };
// Slugs have at most 63 characters and asset ids 11, so a longer parameter names nothing.
const paramLengthMax = 256;

/** Routes with `constraints: { kindOfHost: "mcp" }` match only on hosts named `mcp.*`. */
const kindOfHost: ConstraintStrategy<HTTPVersion.V1, string> = {
  name: "kindOfHost",
  storage: () => {
    const handlers = new Map<string, Handler<HTTPVersion.V1>>();
    return {
      get: (kind) => handlers.get(kind) ?? null,
      set: (kind, handler) => void handlers.set(kind, handler),
    };
  },
  deriveConstraint: (request) => (isMcpHost(request.headers.host) ? "mcp" : ""),
};

/** The HTTP server that every transport mounts on: request ids, security headers, CORS and the error envelope. */
export async function openHttp(services: HttpServices): Promise<FastifyInstance> {
  const { config } = services;
  const nextId = requestIds();
  const https = config.tls && {
    cert: await readFile(config.tls.certFile),
    key: await readFile(config.tls.keyFile),
  };
  const app = Fastify({
    ...(https ? { https: { ...https, ...headers } } : { http: headers }),
    trustProxy: config.trustProxy.length > 0 ? config.trustProxy : false,
    connectionTimeout: idleTimeoutMs,
    requestTimeout: 0,
    forceCloseConnections: "idle",
    return503OnClosing: false,
    logger: false,
    genReqId: nextId,
    routerOptions: {
      maxParamLength: paramLengthMax,
      constraints: { kindOfHost },
    },
    clientErrorHandler: refuseMalformed,
    frameworkErrors: (error, request, reply) =>
      answerFailure(services, request, reply as FastifyReply, error),
  }) as unknown as FastifyInstance;

  // Transports read bodies themselves, after the access check.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
  app.addHook("onRequest", (request, reply, done) => {
    reply.headers(headersOfAll).header("x-request-id", request.id);
    if (!request.url.startsWith("/cdn/")) reply.header("vary", "Api-Version");
    if (request.method === "OPTIONS") {
      const { optionsHeaders = {} } = request.routeOptions.config;
      reply
        .code(204)
        .headers({ ...corsPreflightHeaders, ...optionsHeaders })
        .send();
    } else done();
  });
  measureRequests(app, services.metrics);
  shedLoad(app, services.load);
  sendRateLimits(app);
  sendWholeBodies(app);
  answerReady(app, services.metrics, nextId);
  // The hook above answers. OPTIONS only needs a route to reach it.
  app.options("*", (_request, reply) => reply.send());
  // Drains the rest of a refused body, so that the client can read the answer and reuse its connection.
  app.addHook("onResponse", (request, _reply, done) => {
    if (!request.raw.complete) request.raw.unpipe().resume();
    done();
  });
  stopGently(app);
  warnOfUntrustedProxy(app, services);
  refuseSlowBodies(app);
  limitHeldBodies(app);
  app.setErrorHandler((error, request, reply) => answerFailure(services, request, reply, error));
  app.setNotFoundHandler((request, reply) =>
    answerFailure(
      services,
      request,
      reply,
      new Failure(
        "ENDPOINT_NOT_FOUND",
        `${request.method} ${shortPath(request.url)} does not exist. See /docs for the API reference.`,
      ),
    ),
  );
  return app;
}

/** Answers bytes that are not HTTP in the error envelope and closes the connection. They never become a request. */
function refuseMalformed(error: ConnectionError, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") return void socket.destroy();
  const [status, message] =
    error.code === "HPE_HEADER_OVERFLOW"
      ? ["431 Request Header Fields Too Large", "The headers are too large."]
      : error.code === "ERR_HTTP_REQUEST_TIMEOUT"
        ? ["408 Request Timeout", "The request did not arrive in time."]
        : ["400 Bad Request", "This is not a well-formed HTTP request."];
  const body = JSON.stringify({ error: { code: "BAD_USER_INPUT", message } });
  const headers = [
    "Content-Type: application/json; charset=utf-8",
    `Content-Length: ${body.length}`,
    "Vary: Api-Version",
    "Connection: close",
  ];
  socket.end([`HTTP/1.1 ${status}`, ...headers, "", body].join("\r\n"));
}

// 9 random bytes make 12 characters. Ids are drawn for many requests at a time, since one draw costs more than a slice.
const idLength = 12;
const idsAtATime = 256;

function requestIds(): () => string {
  let drawn = "";
  return () => {
    if (drawn === "") drawn = randomBytes(9 * idsAtATime).toString("base64url");
    const id = drawn.slice(0, idLength);
    drawn = drawn.slice(idLength);
    return `req_${id}`;
  };
}
