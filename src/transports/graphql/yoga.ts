import type { DocumentNode } from "graphql";
import { createYoga, type Plugin, type YogaServerInstance } from "graphql-yoga";
import { LRUCache } from "lru-cache";
import type { TransportServices } from "../services.ts";
import { contractAnswers } from "./answers.ts";
import type { GraphqlContext } from "./context.ts";
import { checkCost } from "./cost.ts";
import { parseWithinLimits } from "./limits.ts";
import { openSchema } from "./schema.ts";

// Documents are remembered parsed, which takes some 50 times their text.
const rememberedCharacters = 500_000;
const rememberedMistakes = 200;

export type Yoga = YogaServerInstance<GraphqlContext, object>;

/** The GraphQL engine: parsing, validation and execution. HTTP is Fastify's part, and the shape of answers ours. */
export async function openYoga(services: TransportServices): Promise<Yoga> {
  const documentCache = new LRUCache<string, DocumentNode>({
    maxSize: rememberedCharacters,
    sizeCalculation: (_document, text) => text.length + 1,
  });
  return createYoga<GraphqlContext>({
    schema: await openSchema(services),
    parserAndValidationCache: {
      documentCache,
      errorCache: new LRUCache<string, Error>({ max: rememberedMistakes }),
    },
    plugins: [askedInBody, withinLimits, contractAnswers(services)],
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

/** Bodies are read by Fastify, which bounds them and streams files. */
const askedInBody: Plugin<object, GraphqlContext> = {
  onRequestParse({ request, serverContext: { asked }, setRequestParser }) {
    if (request.method === "POST") setRequestParser(() => asked ?? {});
  },
};

const withinLimits: Plugin<object, GraphqlContext> = {
  onParse({ setParseFn }) {
    setParseFn(parseWithinLimits);
  },
  onExecute({ args: { document, operationName, variableValues } }) {
    checkCost(document, operationName, variableValues ?? {});
  },
};
