import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { getAsset } from "../../features/library/assets/read/operations/get.ts";
import { fail } from "../../kernel/failure.ts";
import { answerFailure } from "../http/answer-failure.ts";
import { answerWriter, jsonType } from "../http/answer-schema.ts";
import { credentialsOf, requireHttps } from "../http/credentials.ts";
import { optionalApiVersion } from "../rest/api-version.ts";
import { sessionCredentials } from "../session/credentials.ts";
import { admit, find, targetOf } from "./admit.ts";
import { assetHeaders, openFinisher } from "./finish.ts";
import { requireTusVersion, serverHeaders, tusVersion } from "./headers.ts";
import { openProtocol } from "./protocol.ts";
import { ProtocolError } from "./protocol-error.ts";
import type { Admitted, TusServices } from "./services.ts";
import { type GivenMetadata, startByMetadata, startByTicket } from "./start.ts";

type About = FastifyRequest<{ Params: { token: string } }>;

/**
 * Resumable uploads by tus 1.0: at `/files` for keys and addresses of `createUpload`, and in the app's session. Access is checked
 * and storage reserved here, `@tus/server` does the protocol, and a finished file becomes an asset like any other.
 */
export function tusRoutes(app: FastifyInstance, services: TusServices, path: string, inApp: boolean): void {
  const finish = openFinisher(services);
  const protocol = openProtocol(services, path, finish);
  const config = { upload: "bytes" as const };
  speakTus(app, services, [path, `${path}/:token`]);

  async function start(
    request: FastifyRequest,
    reply: FastifyReply,
    given: GivenMetadata,
  ): Promise<Admitted> {
    const { ticket } = request.query as { ticket?: unknown };
    const credentials = inApp
      ? await sessionCredentials(services, request, reply)
      : credentialsOf("rest", request);
    const token =
      typeof ticket === "string" && !inApp
        ? await startByTicket(services, request, credentials, { ticket, given })
        : await startByMetadata(services, request, credentials, given);
    return find(services, request, reply, { token, inApp });
  }

  app.post(path, { config }, (request, reply) => {
    requireHttps(services, request);
    requireTusVersion(request);
    return protocol(request, reply, { start: (given) => start(request, reply, given) });
  });

  async function goOn(request: About, reply: FastifyReply, method = request.method): Promise<FastifyReply> {
    requireHttps(services, request);
    requireTusVersion(request);
    const admitted = await admit(services, request, reply, { token: request.params.token, inApp });
    const { upload } = admitted;
    const isHere = upload.assetId !== null || (method !== "DELETE" && upload.received === upload.bytes);
    if (!isHere) return protocol(request, reply, { admitted }, method);
    if (method === "DELETE") throw fail.input("This upload is finished. Delete its asset instead.");
    // The last answer was lost, or the commit.
    const finished = await finish(admitted);
    const here = { "upload-offset": upload.bytes, "upload-length": upload.bytes };
    return reply
      .code(method === "HEAD" ? 200 : 204)
      .headers({ ...here, ...(await assetHeaders(services, finished)) })
      .send();
  }

  app.route({
    method: ["HEAD", "PATCH", "DELETE"],
    url: `${path}/:token`,
    config,
    handler: (request: About, reply) => goOn(request, reply),
  });
  // For clients behind proxies that know no PATCH.
  app.post(`${path}/:token`, { config }, (request: About, reply) => {
    const method = [request.headers["x-http-method-override"]].flat()[0];
    if (method === "PATCH" || method === "DELETE") return goOn(request, reply, method);
    throw fail.input("X-HTTP-Method-Override: must be PATCH or DELETE.");
  });

  app.get(`${path}/:token`, { exposeHeadRoute: false }, async (request: About, reply) => {
    requireHttps(services, request);
    const { upload, credentials } = await admit(services, request, reply, {
      token: request.params.token,
      inApp,
    });
    if (upload.assetId === null) throw fail.conflict("This upload is not finished yet.");
    const known = targetOf(upload);
    const input = { ...known, assetId: upload.assetId };
    const asset = await services.invoke(getAsset, { ...credentials, known, read: () => input });
    if (inApp) return { data: asset };
    const { output, shape } = optionalApiVersion(request).of(getAsset);
    return reply.type(jsonType).send(answerWriter(output)({ data: shape(asset) }));
  });
}

/** The headers and failures of the protocol, and what it tells of the server. */
function speakTus(app: FastifyInstance, services: TusServices, urls: readonly string[]): void {
  const optionsHeaders = serverHeaders(services.config.fileBytesMax);
  app.addHook("onRequest", (_request, reply, done) => {
    reply.headers({ "tus-resumable": tusVersion, "cache-control": "no-store" });
    done();
  });
  app.setErrorHandler((error, request, reply) => {
    if (!(error instanceof ProtocolError)) return answerFailure(services, request, reply, error);
    const { code, message, status } = error;
    if (status === 412) reply.header("tus-version", tusVersion);
    return reply.code(status).send({ error: { code, message } });
  });
  for (const url of urls) {
    app.options(url, { config: { optionsHeaders } }, (_request, reply) => reply.send());
  }
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** What OPTIONS answers beside the headers of every route. */
    optionsHeaders?: Readonly<Record<string, string>>;
  }
}
