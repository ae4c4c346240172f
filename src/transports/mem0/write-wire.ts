import { owners, ownersOf } from "./read-wire.ts";

/** An exchange, as operations of memory answer it. */
interface Exchange {
  interaction_id: string;
  user_message: string;
  agent_response: string;
  metadata: Record<string, unknown>;
  timestamp: string;
  relevance?: number;
}

/** An exchange as a memory of mem0. Its text is what the person said; `messages` has both sides. */
export function memoryOf(exchange: Exchange, person: string | null): object {
  const { interaction_id, user_message, agent_response, timestamp, relevance } = exchange;
  const { agent_id = null, app_id = null, run_id = null } = ownersOf(exchange.metadata);
  return {
    id: interaction_id,
    memory: user_message || agent_response,
    messages: [
      { role: "user", content: user_message },
      { role: "assistant", content: agent_response },
    ].filter(({ content }) => content !== ""),
    user_id: person,
    agent_id,
    app_id,
    run_id,
    metadata: withoutOwners(exchange.metadata),
    categories: [],
    created_at: timestamp,
    updated_at: timestamp,
    ...(relevance !== undefined && { score: relevance }),
  };
}

/** The change of an exchange that replaces the text of its memory. */
export const withText = ({ user_message }: Pick<Exchange, "user_message">, text: string) =>
  user_message === "" ? { agent_response: text } : { user_message: text };

const withoutOwners = (metadata: Exchange["metadata"]) =>
  Object.fromEntries(Object.entries(metadata).filter(([key]) => !owners.some((owner) => owner === key)));

/** A page in the shape of mem0: how many there are, and where the pages beside it are. */
export function pageOf(
  path: string,
  { page, page_size }: { page: number; page_size: number },
  count: number,
  results: readonly object[],
): object {
  const at = (number: number) => `${path}?page=${number}&page_size=${page_size}`;
  return {
    count,
    next: page * page_size < count ? at(page + 1) : null,
    previous: page > 1 ? at(page - 1) : null,
    results,
  };
}
