import { MemoryApi, type MemoryServer } from "./memory-api.ts";

/** Whose memory a conversation reads and adds to. */
export interface MemoryOptions extends MemoryServer {
  /** Your own, lasting id of the person (`external_ref`). */
  person: string;
  /** Your own name of the conversation. */
  conversation?: string;
  /** How many exchanges are recalled at most: 5 if left out. */
  limit?: number;
  /** Leaves out exchanges of a lower relevance, from 0 to 1. */
  minRelevance?: number;
  /** How long the recalled text may be, in tokens: 1,500 if left out. */
  tokenBudget?: number;
  /** Is told of a memory that cannot be reached; the conversation then goes on without it. Without this, the call fails. */
  onError?: (error: unknown) => void;
}

/** What a conversation needs of a memory: what is known, before the answer, and to keep both sides, after it. */
export class Conversation {
  readonly #api: MemoryApi;
  readonly #options: MemoryOptions;

  constructor(options: MemoryOptions) {
    this.#api = new MemoryApi(options);
    this.#options = options;
  }

  /** A text about the person that goes before the prompt. Empty if nothing is known. */
  async recall(said: string): Promise<string> {
    const { person, limit, minRelevance, tokenBudget } = this.#options;
    if (said.trim() === "") return "";
    const answer = await this.#attempt(() =>
      this.#api.call<{ context: string }>("POST", "/memory/recall", {
        external_ref: person,
        query: said.slice(0, queryCharactersMax),
        ...(limit !== undefined && { limit }),
        ...(minRelevance !== undefined && { min_relevance: minRelevance }),
        ...(tokenBudget !== undefined && { token_budget: tokenBudget }),
      }),
    );
    return answer?.context ?? "";
  }

  async remember(said: string, answered: string): Promise<void> {
    const { person, conversation } = this.#options;
    if (said.trim() === "" && answered.trim() === "") return;
    await this.#attempt(() =>
      this.#api.call("POST", "/memory/remember", {
        external_ref: person,
        user_message: said.slice(0, messageCharactersMax),
        agent_response: answered.slice(0, messageCharactersMax),
        ...(conversation !== undefined && { conversation }),
      }),
    );
  }

  async #attempt<Answer>(call: () => Promise<Answer>): Promise<Answer | undefined> {
    try {
      return await call();
    } catch (error) {
      if (!this.#options.onError) throw error;
      this.#options.onError(error);
      return undefined;
    }
  }
}

// The limits of the API: a longer question or message would be refused.
const queryCharactersMax = 10_000;
const messageCharactersMax = 100_000;
