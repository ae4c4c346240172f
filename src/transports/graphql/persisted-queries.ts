import { createHash } from "node:crypto";
import { GraphQLError } from "graphql";
import type { GraphQLParams, Plugin } from "graphql-yoga";
import { LRUCache } from "lru-cache";
import { fail } from "../../kernel/failure.ts";
import type { GraphqlContext } from "./context.ts";
import { documentLimits } from "./limits.ts";

const rememberedCharactersMax = 500_000;

/**
 * Automatic persisted queries: a client sends only a document's SHA-256, and sends the document when this process does
 * not know the hash. Yoga's own plugin needs other versions of its libraries than Yoga.
 */
export function persistedQueries(): Plugin<object, GraphqlContext> {
  const documents = new LRUCache<string, string>({
    maxSize: rememberedCharactersMax,
    sizeCalculation: (text) => text.length + 1,
  });
  return {
    onParams({ params, setParams }) {
      const hash = hashIn(params);
      if (hash === undefined) return;
      const { query } = params;
      if (typeof query === "string" && query !== "") return remember(documents, hash, query);
      const known = documents.get(hash);
      if (known === undefined) throw new GraphQLError("PersistedQueryNotFound", { extensions: notFound });
      setParams({ ...params, query: known });
    },
  };
}

// Clients react to this code and message by sending the document.
const notFound = { code: "PERSISTED_QUERY_NOT_FOUND", http: { status: 200 } };

/** Whether an error asks for the document of a hash. Clients expect status 200 with it. */
export const asksForDocument = ({ extensions }: GraphQLError): boolean => extensions.code === notFound.code;

function hashIn({ extensions }: GraphQLParams): string | undefined {
  const { sha256Hash } = (extensions?.persistedQuery ?? {}) as { sha256Hash?: unknown };
  return typeof sha256Hash === "string" ? sha256Hash : undefined;
}

function remember(documents: LRUCache<string, string>, hash: string, query: string): void {
  if (query.length > documentLimits.length) return; // refused when it is parsed
  if (createHash("sha256").update(query).digest("hex") !== hash) {
    throw fail.input(
      "extensions.persistedQuery.sha256Hash: must be the SHA-256 of 'query', in lower-case hex.",
    );
  }
  documents.set(hash, query);
}
