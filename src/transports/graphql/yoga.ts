import type { DocumentNode } from "graphql";
import { createYoga, type Plugin, type YogaServerInstance } from "graphql-yoga";
import { LRUCache } from "lru-cache";
import { fail } from "../../kernel/failure.ts";
import { contractAnswers } from "./answers.ts";
import type { GraphqlContext } from "./context.ts";
import { checkCost } from "./cost.ts";
import { parseWithinLimits } from "./limits.ts";
import { persistedQueries } from "./persisted-queries.ts";
import { openSchema } from "./schema.ts";
import type { GraphqlServices } from "./services.ts";

// Documents are cached parsed, which takes about 50 times their text.
const cachedCharactersMax = 500_000;
const cachedErrorsMax = 200;

export type Yoga = YogaServerInstance<GraphqlContext, object>;

/** The GraphQL engine: parsing, validation and execution. Fastify handles HTTP, and our plugins shape answers. */
export async function openYoga(services: GraphqlServices): Promise<Yoga> {
  const documentCache = new LRUCache<string, DocumentNode>({
    maxSize: cachedCharactersMax,
    sizeCalculation: (_document, text) => text.length + 1,
  });
  return createYoga<GraphqlContext>({
    schema: await openSchema(services),
    parserAndValidationCache: {
      documentCache,
      errorCache: new LRUCache<string, Error>({ max: cachedErrorsMax }),
    },
    plugins: [paramsFromBody, persistedQueries(), withinLimits, contractAnswers(services)],
    batching: false,
    cors: false,
    graphiql: false,
    landingPage: false,
    logging: false,
    maskedErrors: false,
    maxRequestBodySize: false,
    multipart: false,
  });
}

/** Fastify reads bodies: it limits their size and streams files. */
const paramsFromBody: Plugin<object, GraphqlContext> = {
  onRequestParse({ request, serverContext: { params }, setRequestParser }) {
    if (Array.isArray(params)) throw batchRefused();
    if (request.method === "POST") setRequestParser(() => params ?? {});
  },
};

const batchRefused = () =>
  fail.input(
    "Send one operation per request, not a list. With Apollo Client, use HttpLink instead of BatchHttpLink. " +
      "One operation may have up to 20 root fields.",
  );

const withinLimits: Plugin<object, GraphqlContext> = {
  onParse({ setParseFn }) {
    setParseFn(parseWithinLimits);
  },
  onExecute({ args: { document, operationName, variableValues } }) {
    checkCost(document, operationName, variableValues ?? {});
  },
};
