import { Conversation, type MemoryOptions } from "./conversation.ts";

export type { MemoryOptions } from "./conversation.ts";

/** What this reads of a message of Mastra. */
interface Message {
  role: string;
  content: { parts: readonly { type: string; text?: string }[] };
}
interface SystemMessage {
  role: "system";
  content: string;
}

/**
 * Gives an agent of Mastra a memory of one person, as a processor: what is known of them goes before the prompt, and each
 * exchange is kept. List it in both `inputProcessors` and `outputProcessors`.
 *
 *     const memory = rookeryProcessor({ url, apiKey, person: "crm-7" });
 *     const agent = new Agent({ …, inputProcessors: [memory], outputProcessors: [memory] });
 */
export function rookeryProcessor(options: MemoryOptions) {
  const conversation = new Conversation(options);
  return {
    id: "rookery-memory" as const,
    async processInput<Said extends Message, System>({
      messages,
      systemMessages,
    }: {
      messages: Said[];
      systemMessages: System[];
    }): Promise<{ messages: Said[]; systemMessages: (System | SystemMessage)[] }> {
      const known = await conversation.recall(lastSaid(messages, "user"));
      const about: SystemMessage[] = known === "" ? [] : [{ role: "system", content: known }];
      return { messages, systemMessages: [...systemMessages, ...about] };
    },
    async processOutputResult<Said extends Message>({
      messages,
      messageList,
    }: {
      messages: Said[];
      messageList: { get: { all: { db(): Message[] } } };
    }): Promise<Said[]> {
      const answered = lastSaid(messages, "assistant");
      await conversation.remember(lastSaid(messageList.get.all.db(), "user"), answered);
      return messages;
    },
  };
}

function lastSaid(messages: readonly Message[], role: "user" | "assistant"): string {
  const message = messages.findLast((one) => one.role === role);
  return (message?.content.parts ?? [])
    .flatMap(({ type, text }) => (type === "text" && text ? [text] : []))
    .join("\n");
}
