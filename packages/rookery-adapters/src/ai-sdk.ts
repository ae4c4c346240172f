import type { LanguageModelMiddleware } from "ai";
import { Conversation, type MemoryOptions } from "./conversation.ts";

export type { MemoryOptions } from "./conversation.ts";

type Call = Parameters<NonNullable<LanguageModelMiddleware["wrapGenerate"]>>[0];
type Prompt = Call["params"]["prompt"];
type Stream = Awaited<ReturnType<Call["doStream"]>>["stream"];
type Part = Stream extends ReadableStream<infer Each> ? Each : never;
type Finish = Extract<Part, { type: "finish" }>["finishReason"];

/**
 * Gives a model of the AI SDK a memory of one person: what is known of them goes before the prompt, and each exchange is kept.
 *
 *     const model = wrapLanguageModel({ model: openai("gpt-5"), middleware: rookeryMemory({ url, apiKey, person: "crm-7" }) });
 */
export function rookeryMemory(options: MemoryOptions): LanguageModelMiddleware {
  const conversation = new Conversation(options);
  return {
    specificationVersion: "v4",
    async transformParams({ params }) {
      const known = await conversation.recall(lastSaid(params.prompt));
      return known === "" ? params : { ...params, prompt: withKnown(params.prompt, known) };
    },
    async wrapGenerate({ doGenerate, params }) {
      const result = await doGenerate();
      const answered = result.content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("");
      if (isAnswer(result.finishReason)) await conversation.remember(lastSaid(params.prompt), answered);
      return result;
    },
    async wrapStream({ doStream, params }) {
      const { stream, ...rest } = await doStream();
      let answered = "";
      const remembering = new TransformStream<Part, Part>({
        async transform(part, controller) {
          if (part.type === "text-delta") answered += part.delta;
          if (part.type === "finish" && isAnswer(part.finishReason))
            await conversation.remember(lastSaid(params.prompt), answered);
          controller.enqueue(part);
        },
      });
      return { ...rest, stream: stream.pipeThrough(remembering) };
    },
  };
}

/** Whether the model is done. A step that calls tools is not an answer yet. */
const isAnswer = ({ unified }: Finish): boolean => unified === "stop" || unified === "length";

/** What the person said last. */
function lastSaid(prompt: Prompt): string {
  const message = prompt.findLast(({ role }) => role === "user");
  if (message?.role !== "user") return "";
  return message.content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
}

/** The prompt with what is known after the first system messages, which say who the model is. */
function withKnown(prompt: Prompt, known: string): Prompt {
  const first = prompt.findIndex(({ role }) => role !== "system");
  const at = first === -1 ? prompt.length : first;
  return [...prompt.slice(0, at), { role: "system", content: known }, ...prompt.slice(at)];
}
