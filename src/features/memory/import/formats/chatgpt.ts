import { z } from "zod";
import { exchangesOf, type SourceMessage, timeOf } from "./exchanges.ts";

const Node = z.looseObject({
  id: z.string(),
  parent: z.string().nullish(),
  message: z
    .looseObject({
      id: z.string(),
      author: z.looseObject({ role: z.string() }),
      create_time: z.number().nullish(),
      content: z.looseObject({ parts: z.array(z.unknown()).optional() }),
      recipient: z.string().nullish(),
      metadata: z.looseObject({ is_visually_hidden_from_conversation: z.boolean().nullish() }).nullish(),
    })
    .nullish(),
});
const Conversation = z.looseObject({
  id: z.string().optional(),
  conversation_id: z.string().optional(),
  title: z.string().nullish(),
  create_time: z.number().nullish(),
  current_node: z.string().nullish(),
  mapping: z.record(z.string(), Node),
});

/** A conversation of `conversations.json` in an export of ChatGPT: the messages on the branch that was shown last. */
export function chatGptRecords(record: object): object[] {
  const { id, conversation_id, title, create_time, current_node, mapping } = Conversation.parse(record);
  const source = conversation_id ?? id ?? current_node ?? "conversation";
  const branch: SourceMessage[] = [];
  const seen = new Set<string>();
  for (let at = current_node; at && !seen.has(at); at = mapping[at]?.parent) {
    seen.add(at);
    const message = mapping[at]?.message;
    const role = message?.author.role;
    if (!message || (role !== "user" && role !== "assistant") || !isShown(message)) continue;
    branch.unshift({
      id: message.id,
      role: role === "user" ? "user" : "agent",
      text: (message.content.parts ?? []).flatMap(textOfPart).join("\n"),
      at: timeOf(message.create_time ?? create_time ?? 0),
    });
  }
  return [
    { type: "conversation", conversation_id: source, title: title?.slice(0, 512) ?? null },
    ...exchangesOf(source, branch),
  ];
}

/** Not a call of a tool, and not the profile that is sent along. */
const isShown = ({ recipient, metadata }: NonNullable<z.output<typeof Node>["message"]>): boolean =>
  (recipient ?? "all") === "all" && !metadata?.is_visually_hidden_from_conversation;

const Transcription = z.object({ content_type: z.literal("audio_transcription"), text: z.string() });

/** What was written, or spoken. Nothing of pictures and files. */
function textOfPart(part: unknown): string[] {
  if (typeof part === "string") return [part];
  const { data } = Transcription.safeParse(part);
  return data ? [data.text] : [];
}
