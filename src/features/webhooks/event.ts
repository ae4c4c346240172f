import { z } from "zod";

// Too strict for free text. People's words are encrypted everywhere else, so events must not carry them.
const Id = z.string().regex(/^[\w-]{1,64}$/);

const fact = { fact_id: Id, user_id: Id };
const asset = { asset_id: Id, library_id: Id };

/** Every event with its data: ids and counts. */
export const events = {
  "memory.ingested": z.strictObject({ interaction_id: Id, conversation_id: Id, user_id: Id }),
  "memory.flushed": z.strictObject({ user_id: Id, flushed_count: z.int(), conversation_ids: z.array(Id) }),
  "fact.created": z.strictObject({ ...fact, source_interaction_id: Id.nullable() }),
  "fact.superseded": z.strictObject(fact),
  "user.erased": z.strictObject({
    user_id: Id,
    conversations: z.int(),
    interactions: z.int(),
    facts: z.int(),
  }),
  "asset.ready": z.strictObject(asset),
  "asset.failed": z.strictObject(asset),
  "asset.replaced": z.strictObject(asset),
  "asset.edited": z.strictObject(asset),
  "asset.approval": z.strictObject({
    ...asset,
    state: z.enum(["in_review", "approved", "needs_changes", "none"]),
  }),
  "asset.deleted": z.strictObject(asset),
} as const;

export const EventName = z.enum(Object.keys(events) as (keyof typeof events)[]);
export type EventName = z.output<typeof EventName>;

/** Sent when somebody asks for it, whatever events are chosen. Its data is empty. */
export const testEvent = "webhook.test";
export const DeliveredEvent = z.enum([...EventName.options, testEvent]);
export type DeliveredEvent = z.output<typeof DeliveredEvent>;

export type EventData<Name extends EventName> = z.output<(typeof events)[Name]>;
