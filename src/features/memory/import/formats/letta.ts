import { z } from "zod";
import { exchangesOf, timeOf } from "./exchanges.ts";

const Content = z.union([z.string(), z.array(z.looseObject({ text: z.string().nullish() }))]).nullish();
const ToolCall = z.looseObject({ function: z.looseObject({ name: z.string(), arguments: z.string() }) });
const AgentFile = z.looseObject({
  agents: z.array(
    z.looseObject({
      id: z.string(),
      name: z.string().nullish(),
      messages: z
        .array(
          z.looseObject({
            id: z.string(),
            role: z.string(),
            content: Content,
            tool_calls: z.array(ToolCall).nullish(),
            created_at: z.string().nullish(),
          }),
        )
        .default([]),
    }),
  ),
  blocks: z.array(z.looseObject({ id: z.string(), label: z.string(), value: z.string() })).default([]),
});

/** An agent file of Letta: the messages of each agent, and each line of the block about the person as a note. */
export function lettaRecords(record: object): object[] {
  const { agents, blocks } = AgentFile.parse(record);
  const first = agents[0]?.messages[0]?.created_at;
  const talks = agents.flatMap(({ id, name, messages }) => {
    const said = messages
      .filter(({ role }) => role === "user" || role === "assistant")
      .map((message) => ({
        id: message.id,
        role: message.role === "user" ? ("user" as const) : ("agent" as const),
        text: [unpacked(textOf(message.content)), ...(message.tool_calls ?? []).map(sentBy)]
          .filter((part) => part !== "")
          .join("\n"),
        at: timeOf(message.created_at),
      }));
    return [{ type: "conversation", conversation_id: id, title: name ?? null }, ...exchangesOf(id, said)];
  });
  const notes = blocks
    .filter(({ label }) => label === "human")
    .flatMap(({ id, value }) =>
      value
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line, at) => ({
          type: "fact",
          fact_id: `${id} ${at}`,
          attribute: "note",
          value: line.trim().slice(0, 500),
          text: line.trim().slice(0, 600),
          valid_from: timeOf(first),
        })),
    );
  return [...talks, ...notes];
}

const textOf = (content: z.output<typeof Content>): string =>
  typeof content === "string" ? content : (content ?? []).map(({ text }) => text ?? "").join("\n");

const Packed = z.object({ type: z.string(), message: z.unknown().optional() });

/** Some agents get what the person said as JSON, and heartbeats and alerts in the same way, which nobody said. */
function unpacked(text: string): string {
  const { data } = Packed.safeParse(parsed(text));
  if (!data) return text;
  return data.type === "user_message" && typeof data.message === "string" ? data.message : "";
}

/** Some agents answer by calling `send_message`. */
function sentBy({ function: { name, arguments: given } }: z.output<typeof ToolCall>): string {
  if (name !== "send_message") return "";
  return z.object({ message: z.string() }).safeParse(parsed(given)).data?.message ?? "";
}

function parsed(text: string): unknown {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
