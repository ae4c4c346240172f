import { z } from "zod";
import type { DatedExchange } from "../extract/extract.ts";
import type { FactCandidate } from "../fact.ts";
import { factsInAnswer } from "./answer.ts";
import { messagesFor } from "./prompt.ts";

/** An OpenAI-compatible chat endpoint: `url` is its base, such as http://localhost:11434/v1. */
export interface ChatModel {
  url: string;
  model: string;
  key?: string | undefined;
}

/** Why a model gave no facts. `retry` says whether the same request may succeed later; otherwise use the rules. */
export class ModelFailed extends Error {
  override readonly name = "ModelFailed";
  readonly reason: "unreachable" | "timeout" | "refused" | "busy" | "unreadable";
  readonly retry: boolean;

  constructor(reason: ModelFailed["reason"], detail: string) {
    super(`The model gave no facts: ${detail}`);
    this.reason = reason;
    this.retry = reason !== "refused";
  }
}

/** Extracts facts from an exchange with a chat model, in the shape of the rules' facts. Throws `ModelFailed`. */
export async function extractFactsWithModel(
  exchange: DatedExchange,
  model: ChatModel,
  send: typeof fetch,
  timeoutMs = TIMEOUT_MS,
): Promise<FactCandidate[]> {
  const answer = await chat(exchange, model, send, timeoutMs);
  const facts = factsInAnswer(answer, exchange);
  if (!facts) throw new ModelFailed("unreadable", "its answer is not the JSON that was asked for.");
  return facts;
}

// A small model on a CPU takes tens of seconds. Only a job waits for it.
const TIMEOUT_MS = 60_000;
const ANSWER_TOKENS_MAX = 1_500;
// Many times what the tokens above can take; a longer answer is an error of the server.
const ANSWER_BYTES_MAX = 262_144;

const Completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});

async function chat(
  exchange: DatedExchange,
  { url, model, key }: ChatModel,
  send: typeof fetch,
  timeoutMs: number,
): Promise<string> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await send(`${url.replace(/\/+$/, "")}/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(key && { authorization: `Bearer ${key}` }) },
      body: JSON.stringify({
        model,
        messages: messagesFor(exchange),
        temperature: 0,
        max_tokens: ANSWER_TOKENS_MAX,
      }),
      redirect: "error",
      signal,
    });
    if (!response.ok) {
      await response.body?.cancel();
      const busy = response.status === 429 || response.status === 408 || response.status >= 500;
      throw new ModelFailed(busy ? "busy" : "refused", `it answered ${response.status}.`);
    }
    const completion = Completion.safeParse(parsed(await boundedText(response)));
    const content = completion.data?.choices[0]?.message.content;
    if (content === undefined) throw new ModelFailed("unreadable", "its answer is not a chat completion.");
    return content;
  } catch (error) {
    if (error instanceof ModelFailed) throw error;
    if (signal.aborted) throw new ModelFailed("timeout", `no answer within ${timeoutMs} ms.`);
    throw new ModelFailed("unreachable", error instanceof Error ? error.message : String(error));
  }
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES_MAX) throw new ModelFailed("unreadable", "its answer is too long.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
