import { hash } from "node:crypto";
import type { Steps } from "../../../platform/in-slices.ts";
import { packTerms } from "../index/packed-terms.ts";
import { type Exchange, type InteractionSecrets, speakerOf } from "../interactions/interaction.ts";
import type { Sealing } from "../sealing/sealing.ts";
import { readExchange } from "../terms/exchange-terms.ts";
import type { InteractionToInsert } from "./store.ts";

/** The row of an exchange: encrypted, with its search terms as keyed hashes. */
export function* sealedRow(
  sealing: Sealing,
  id: string,
  exchange: Exchange,
  ingestedAt: Date,
  unlearned: boolean,
): Steps<InteractionToInsert> {
  const { user_message, agent_response, metadata, utc_offset } = exchange;
  const { terms, length, cues } = yield* readExchange(
    user_message,
    agent_response,
    speakerOf(metadata),
    metadata,
  );
  const bytes = sealing.seal(id, {
    user_message,
    agent_response,
    metadata,
    ...(utc_offset !== undefined && { utc_offset }),
  } satisfies InteractionSecrets);
  return {
    id,
    conversationId: exchange.conversationId,
    saidAt: exchange.saidAt,
    ingestedAt,
    unlearned,
    userLength: length.user,
    agentLength: length.agent,
    cues,
    terms: yield* packTerms(terms, sealing.termText),
    sealed: bytes,
    sealedSha256: hash("sha256", bytes, "buffer"),
  };
}
