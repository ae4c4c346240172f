import type { IncomingMessage } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { GraphQLParams } from "graphql-yoga";
import { Failure, fail } from "../../kernel/failure.ts";
import { failureHeaders, requestFailure } from "../http/answer-failure.ts";
import { credentialsOf, requireHttps } from "../http/credentials.ts";
import { httpStatus } from "../http/failures.ts";
import { takeMultipart } from "../http/multipart.ts";
import { parseJson, readBody } from "../http/read-body.ts";
import type { BuiltApp } from "../web-app/built.ts";
import type { GraphqlContext } from "./context.ts";
import { requirePreflight } from "./csrf.ts";
import { failureExtensions } from "./errors.ts";
import { sendGraphiql } from "./graphiql.ts";
import { multipartFields, readMultipart } from "./read-multipart.ts";
import { noFiles } from "./request-files.ts";
import type { GraphqlServices } from "./services.ts";
import { openYoga, type Yoga } from "./yoga.ts";

// A document has at most 20,000 characters. The rest is for variables.
const bodyBytesMax = 1024 * 1024;

/** GraphQL at `POST /` and `/graphql`, where browsers find GraphiQL. */
export async function graphqlRoutes(
  app: FastifyInstance,
  services: GraphqlServices,
  built: BuiltApp | undefined,
): Promise<void> {
  const yoga = await openYoga(services);
  // A hook, since Fastify parses bodies before handlers here.
  app.addHook("onRequest", async (request) => requireHttps(services, request));
  await takeMultipart(app, multipartFields);
  app.removeContentTypeParser("*");
  app.addContentTypeParser("application/json", async (request: FastifyRequest, payload: IncomingMessage) =>
    parseJson(await readBody(request, bodyBytesMax, payload)),
  );
  app.addContentTypeParser("*", async () => {
    throw fail.input("Send JSON, with 'Content-Type: application/json'; files as multipart/form-data.");
  });
  app.setErrorHandler((error, request, reply) => answerError(services, request, reply, error));

  for (const url of ["/", "/graphql"]) {
    app.post(url, { bodyLimit: bodyBytesMax, config: { upload: "multipart" } }, async (request, reply) => {
      const credentials = credentialsOf("graphql", request);
      if (!request.isMultipart()) {
        return answer(yoga, request, reply, {
          credentials,
          params: request.body as GraphQLParams,
          files: noFiles,
        });
      }
      requirePreflight(request, credentials.token);
      return answer(yoga, request, reply, { credentials, ...(await readMultipart(request)) });
    });
  }
  app.get("/graphql", async (request, reply) => {
    reply.header("vary", "Api-Version, Accept");
    if (request.headers.accept?.includes("text/html")) return sendGraphiql(request, reply, built);
    const credentials = credentialsOf("graphql", request);
    return answer(yoga, request, reply, { credentials, params: undefined, files: noFiles });
  });
  app.route({
    method: ["PUT", "PATCH", "DELETE"],
    url: "/graphql",
    handler: (request, reply) => {
      reply.header("allow", "GET, HEAD, POST");
      throw new Failure("METHOD_NOT_ALLOWED", `${request.method} is not supported here. Use POST or GET.`);
    },
  });
}

async function answer(
  yoga: Yoga,
  { method, url, headers }: FastifyRequest,
  reply: FastifyReply,
  context: GraphqlContext,
): Promise<string> {
  const yogaRequest = new yoga.fetchAPI.Request(method === "POST" ? endpoint : new URL(url, endpoint), {
    method: method === "POST" ? "POST" : "GET",
    headers: { accept: headers.accept ?? "" },
  });
  const response = await yoga.handleRequest(yogaRequest, context);
  reply.code(response.status);
  for (const [name, value] of response.headers) reply.header(name, value);
  return response.text();
}

// Yoga answers at one URL only, so every request is passed on with this one.
const endpoint = "http://localhost/graphql";

/** Answers failures from before GraphQL runs as GraphQL errors. */
function answerError(
  services: GraphqlServices,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
): FastifyReply {
  const failure = requestFailure(services, request, error);
  return reply
    .code(httpStatus[failure.code])
    .headers(failureHeaders(failure))
    .type("application/json; charset=utf-8")
    .send({ errors: [{ message: failure.message, extensions: failureExtensions(failure) }] });
}
