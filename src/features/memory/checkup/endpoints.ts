import { type Checkup, openFindings, type Problem } from "../../../kernel/checkup.ts";
import { openCircuitBreaker } from "../../../platform/circuit-breaker.ts";
import { systemClock } from "../../../platform/clock.ts";
import { openEmbedder } from "../recall/embedder.ts";
import { openReranker } from "../recall/reranker.ts";

const unusable: Problem = {
  problem: "The endpoint of a model gives no usable answer, so that recall goes without it.",
  advice:
    "Check the address, the key and the name of the model in the settings, and whether the endpoint runs.",
};

const question = "Where is the key?";
const answers = ["In the drawer.", "It is raining."];

/** Asks each configured endpoint once, with texts of our own. */
export const modelEndpoints: Checkup = {
  name: "endpoints of models",
  async run({ models: { embeddings, reranker } = { embeddings: undefined, reranker: undefined } }) {
    const findings = openFindings();
    const breaker = () => openCircuitBreaker(systemClock);
    const asked = {
      EMBEDDINGS_URL: embeddings && (() => openEmbedder(embeddings, breaker()).embedQuery(question)),
      RERANK_URL: reranker && (() => openReranker(reranker, breaker()).scores(question, answers)),
    };
    for (const [setting, ask] of Object.entries(asked))
      await ask?.().catch((error: Error) => findings.note(unusable, `${setting}: ${error.message}`, false));
    return findings.all();
  },
};
