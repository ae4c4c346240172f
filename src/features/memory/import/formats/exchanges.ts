/** A message of another system. */
export interface SourceMessage {
  id: string;
  role: "user" | "agent";
  text: string;
  /** ISO 8601. */
  at: string;
}

const messageMax = 100_000;

/** Pairs messages into exchanges: what the person said, with the answers up to their next message. */
export function exchangesOf(conversationId: string, messages: readonly SourceMessage[]): object[] {
  const exchanges: { first: SourceMessage; user: string[]; agent: string[] }[] = [];
  for (const message of messages.filter(({ text }) => text.trim() !== "")) {
    const last = exchanges.at(-1);
    if (last && (message.role === "agent" || last.agent.length === 0)) last[message.role].push(message.text);
    else exchanges.push({ first: message, user: [], agent: [], [message.role]: [message.text] });
  }
  return exchanges.map(({ first, user, agent }) => ({
    type: "interaction",
    interaction_id: first.id,
    conversation_id: conversationId,
    user_message: user.join("\n").slice(0, messageMax),
    agent_response: agent.join("\n").slice(0, messageMax),
    timestamp: first.at,
  }));
}

/**
 * A time that another system wrote, as ISO 8601: text, or seconds since 1970. Times without an offset are UTC, and what is no
 * time is the beginning of 1970.
 */
export function timeOf(value: unknown): string {
  const at =
    typeof value === "number" ? new Date(value * 1000) : dateOf(String(value ?? "").replace(" ", "T"));
  return Number.isNaN(at.getTime()) ? new Date(0).toISOString() : at.toISOString();
}

const dateOf = (text: string) => new Date(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
