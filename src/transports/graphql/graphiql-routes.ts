import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { forever, sendDocument } from "../http/cached-document.ts";
import { once } from "../http/once.ts";
import { graphiqlPolicy, renderGraphiql } from "./graphiql-page.ts";

type SendPage = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** Mounts the files of GraphiQL, and returns what sends its page. */
export function graphiqlRoutes(app: FastifyInstance): SendPage {
  const graphiql = once(renderGraphiql);
  for (const name of ["graphiql.js", "graphiql.css"]) {
    app.get<{ Querystring: { v?: string } }>(`/graphql/${name}`, async (request, reply) => {
      const file = (await graphiql()).files.get(name);
      if (!file) throw new Error(`GraphiQL has no ${name}`);
      return sendDocument(request, reply, file.document, request.query.v === file.version ? forever : 0);
    });
  }
  return async (request, reply) => {
    const { page } = await graphiql();
    reply.header("content-security-policy", graphiqlPolicy);
    return sendDocument(request, reply, page, 0).header("vary", "Api-Version, Accept, Accept-Encoding");
  };
}
