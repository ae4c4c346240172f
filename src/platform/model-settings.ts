import { z } from "zod";
import { address, flag } from "./setting-types.ts";

/** The endpoint of a model, and the name of the model. */
export interface ModelEndpoint {
  /** The base URL, such as http://localhost:11434/v1. */
  url: string;
  model: string;
  key: string | undefined;
}

export interface ModelSettings {
  /** Extracts facts instead of the rules. */
  chatModel: ModelEndpoint | undefined;
  /** Lets recall search by meaning. */
  embeddings: ModelEndpoint | undefined;
  /** The same with an encoder in this process. */
  localEmbeddings: boolean;
  /** Reads the best hits of a recall with the question. */
  reranker: ModelEndpoint | undefined;
}

const url = address("https", "http").optional();
const word = z.string().optional();

export const modelShape = {
  LLM_URL: url,
  LLM_MODEL: word,
  LLM_KEY: word,
  EMBEDDINGS_URL: url,
  EMBEDDINGS_MODEL: word,
  EMBEDDINGS_KEY: word,
  LOCAL_EMBEDDINGS: flag.default(false),
  RERANK_URL: url,
  RERANK_MODEL: word,
  RERANK_KEY: word,
};

/** Settings that are set together. */
export const modelPairs = [
  ["LLM_URL", "LLM_MODEL"],
  ["EMBEDDINGS_URL", "EMBEDDINGS_MODEL"],
  ["RERANK_URL", "RERANK_MODEL"],
] as const;

type Given = { LOCAL_EMBEDDINGS: boolean } & Partial<
  Record<Exclude<keyof typeof modelShape, "LOCAL_EMBEDDINGS">, string | undefined>
>;

export const modelMistakes = ({
  LOCAL_EMBEDDINGS,
  EMBEDDINGS_URL,
}: Record<string, string | undefined>): string[] =>
  flag.safeParse(LOCAL_EMBEDDINGS).data === true && EMBEDDINGS_URL !== undefined
    ? ["LOCAL_EMBEDDINGS and EMBEDDINGS_URL exclude each other"]
    : [];

export const modelsOf = (s: Given): ModelSettings => ({
  chatModel: endpoint(s.LLM_URL, s.LLM_MODEL, s.LLM_KEY),
  embeddings: endpoint(s.EMBEDDINGS_URL, s.EMBEDDINGS_MODEL, s.EMBEDDINGS_KEY),
  localEmbeddings: s.LOCAL_EMBEDDINGS,
  reranker: endpoint(s.RERANK_URL, s.RERANK_MODEL, s.RERANK_KEY),
});

const endpoint = (url?: string, model?: string, key?: string): ModelEndpoint | undefined =>
  url !== undefined && model !== undefined ? { url, model, key } : undefined;
