import { z } from "zod";
import { exchangesOf, timeOf } from "./exchanges.ts";

const Message = z.looseObject({
  uuid: z.string(),
  role: z.string().nullish(),
  role_type: z.string().nullish(),
  content: z.string(),
  created_at: z.string().nullish(),
});
const Thread = z.looseObject({
  thread_id: z.string().optional(),
  session_id: z.string().optional(),
  messages: z.array(Message),
});
const Edge = z.looseObject({
  uuid: z.string(),
  fact: z.string(),
  created_at: z.string().nullish(),
  valid_at: z.string().nullish(),
  invalid_at: z.string().nullish(),
  expired_at: z.string().nullish(),
});
const Record = z.union([Thread, Edge], {
  error: "must be a thread with its messages, or an edge with its uuid and fact",
});

// What programs write beside the person and the assistant.
const NOT_SAID = new Set(["system", "tool", "function"]);

/** A thread (or session) of Zep with its messages, or an edge of its graph, which states a fact. */
export function zepRecords(record: object): object[] {
  const read = Record.parse(record);
  if ("fact" in read && typeof read.fact === "string") return [factOf(read as z.output<typeof Edge>)];
  const { thread_id, session_id, messages } = read as z.output<typeof Thread>;
  const id = thread_id ?? session_id ?? messages[0]?.uuid ?? "thread";
  const spoken = messages.filter(({ role, role_type }) => !NOT_SAID.has(role_type ?? role ?? ""));
  const said = spoken.map(({ uuid, role, role_type, content, created_at }) => ({
    id: uuid,
    role: (role_type ?? role) === "user" ? ("user" as const) : ("agent" as const),
    text: content,
    at: timeOf(created_at),
  }));
  return [{ type: "conversation", conversation_id: id }, ...exchangesOf(id, said)];
}

function factOf(edge: z.output<typeof Edge>): object {
  const { uuid, fact, created_at, valid_at } = edge;
  const endedAt = edge.invalid_at ?? edge.expired_at;
  return {
    type: "fact",
    fact_id: uuid,
    attribute: "note",
    value: fact.slice(0, 500),
    text: fact.slice(0, 600),
    valid_from: timeOf(valid_at ?? created_at),
    valid_to: endedAt ? timeOf(endedAt) : null,
  };
}
