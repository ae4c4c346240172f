import { z } from "zod";
import { fail } from "../../../kernel/failure.ts";
import { mistakesOf } from "../../../kernel/issues.ts";
import { conversationNamed } from "../conversations/conversation-named.ts";
import { conversationById } from "../conversations/store.ts";
import { ingest } from "../ingest/ingest.ts";
import { EncryptionKey, encryptionHeader } from "../sealing/encryption-key.ts";
import { defineOperation, type MemoryServices } from "../services.ts";
import { callersTenant } from "../tenants/of-caller.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { lockUser, userById } from "../users/store.ts";
import { UserId } from "../users/user.ts";
import { ImportFormat, READERS } from "./formats.ts";
import { idOfSource } from "./id-of-source.ts";
import { type FactsInto, importFact } from "./import-fact.ts";
import { type Imported, ImportedRecord } from "./records.ts";
import { endOverlaps, exchangesAmong } from "./store.ts";

// The body may have 1 MB in all.
const recordsMax = 1_000;
// One record of another system can hold many lines of an export.
const linesMax = 5_000;

const Counts = z.object({
  success: z.literal(true),
  interactions: z
    .int()
    .meta({ description: "Exchanges in the records. Those that were there already are not stored twice." }),
  facts: z.int().meta({ description: "Facts that were added." }),
});

export const importMemory = defineOperation({
  name: "importMemory",
  noun: "Memory",
  summary: "Import an export, or the memory of another system",
  description:
    "Takes up to 1,000 lines of an export, in their order, or records of mem0, Zep, Letta or ChatGPT. Facts of an export come " +
    "from its lines alone, so that corrected and forgotten facts stay so. The records of a call may make 5,000 lines. A body of NDJSON (`application/x-ndjson`, one record a line, up to 100 MB, with " +
    "`user_id` and `format` in the query) is read part by part. Records that were imported before are not stored twice.",
  access: { kind: "scope", scope: "memory:write" },
  heavy: "at once",
  input: z.strictObject({
    user_id: UserId,
    format: ImportFormat.default("rookery"),
    records: z
      .array(z.looseObject({}))
      .min(1)
      .max(recordsMax)
      .meta({ examples: [[{ type: "conversation", conversation_id: "1", title: "Tea" }]] }),
    encryption_key: EncryptionKey,
  }),
  output: Counts,
  fails: ["RESOURCE_NOT_FOUND", "FORBIDDEN", "EPHEMERAL_STORAGE_LIMIT_EXCEEDED"],
  memory: {
    method: "POST",
    path: "/memory/import",
    status: 201,
    headers: encryptionHeader,
    lines: "records",
  },
  async run(services, { user_id, format, records, encryption_key }, caller) {
    const tenant = await callersTenant(services, caller);
    if (!(await userById(services.database, tenant.organizationId, user_id))) throw fail.missing("user");
    const read = readRecords(format, records);
    const own = await exchangesAmong(services.database, user_id, read.flatMap(exchangesNamed));
    const into = { services, tenant, userId: user_id, callersKey: encryption_key, own };
    const lines = read.filter((record) => record.type === "fact");
    try {
      const interactions = await importExchanges(into, read, format !== "rookery");
      return { success: true as const, interactions, facts: await importFacts(into, lines) };
    } catch (error) {
      // What came before it is stored.
      services.memoryChanges.changed(tenant.organizationId, [user_id]);
      throw error;
    }
  },
});

interface Into {
  services: MemoryServices;
  tenant: Tenant;
  userId: string;
  callersKey: string | undefined;
  /** Ids of this user's exchanges in the lines of an export that came from this user. */
  own: ReadonlySet<string>;
}

const exchangesNamed = (record: ImportedRecord): string[] =>
  record.type === "interaction"
    ? [record.interaction_id]
    : record.type === "fact"
      ? [record.source_interaction_id ?? [], record.sources ?? []].flat()
      : [];

/** The id that an exchange of the lines has in this user's memory. */
const exchangeIdIn =
  ({ own, userId }: Into) =>
  (sourceId: string) =>
    own.has(sourceId) ? sourceId : idOfSource("int", userId, sourceId);

function readRecords(format: ImportFormat, records: readonly object[]): ImportedRecord[] {
  const read: ImportedRecord[] = [];
  for (const [place, record] of records.entries())
    read.push(...readRecord(format, record, place, linesMax - read.length));
  return read;
}

/** The lines of one entry of the call, at most `room`. Names the entry that cannot be read. */
function readRecord(format: ImportFormat, record: object, place: number, room: number): ImportedRecord[] {
  try {
    const lines = READERS[format](record);
    if (lines.length <= room) return lines.map((one) => ImportedRecord.parse(one));
    const message = "makes more than 5,000 exchanges, conversations and facts, with the records before it";
    throw fail.input("These records are too many for one call. Send fewer, or split this one.", [
      { path: `records.${place}`, message },
    ]);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const [mistake] = mistakesOf(error.issues);
    const path = ["records", place, ...(error.issues[0]?.path ?? [])].join(".");
    const message = `is not a record of the format '${format}': ${mistake?.message}`;
    throw fail.input(`${path}: ${message}.`, [{ path, message }]);
  }
}

/** Stores the exchanges in their order. Facts are read from them unless they come with the import. */
async function importExchanges(
  into: Into,
  records: readonly ImportedRecord[],
  learn: boolean,
): Promise<number> {
  const { services, tenant, userId, callersKey } = into;
  const titles = new Map(
    records.flatMap((record) =>
      record.type === "conversation" ? [[record.conversation_id, record] as const] : [],
    ),
  );
  const conversations = new Map<string, Promise<string>>();
  const opened = async (sourceId: string) => {
    const own = await conversationById(services.database, tenant.organizationId, sourceId);
    if (own?.userId === userId) return sourceId;
    const { title = null, metadata = {} } = titles.get(sourceId) ?? {};
    return conversationNamed(services, tenant, userId, { title, metadata, ref: `import ${sourceId}` });
  };
  const conversationFor = (sourceId: string) => {
    const known = conversations.get(sourceId) ?? opened(sourceId);
    conversations.set(sourceId, known);
    return known;
  };
  for (const sourceId of titles.keys()) await conversationFor(sourceId);
  const exchanges = records.filter((record) => record.type === "interaction");
  for (const record of exchanges) {
    if (into.own.has(record.interaction_id)) continue;
    const exchange = exchangeOf(record, userId, await conversationFor(record.conversation_id));
    const id = exchangeIdIn(into)(record.interaction_id);
    if (tenant.unclaimed) {
      const bytes = Buffer.byteLength(exchange.user_message) + Buffer.byteLength(exchange.agent_response);
      await services.unclaimedRoom.take(tenant.organizationId, bytes);
    }
    await ingest(services, tenant, exchange, callersKey, { imported: { id, learn } });
  }
  return exchanges.length;
}

function exchangeOf(
  { user_message, agent_response, metadata, timestamp, utc_offset }: Imported<"interaction">,
  userId: string,
  conversationId: string,
) {
  return {
    userId,
    conversationId,
    user_message,
    agent_response,
    metadata,
    saidAt: new Date(timestamp),
    ...(utc_offset !== null && { utc_offset }),
  };
}

/** Adds the facts that are not there. In a slot with one value at a time, each holds until the next, as where they came from. */
async function importFacts(into: Into, facts: readonly Imported<"fact">[]): Promise<number> {
  if (facts.length === 0) return 0;
  const { services, tenant, userId, callersKey } = into;
  const { database, keychain, clock } = services;
  return database.transaction(async (tx) => {
    const user = await lockUser(tx, tenant.organizationId, userId);
    if (!user) throw fail.missing("user");
    const to: FactsInto = {
      organizationId: tenant.organizationId,
      userId,
      now: clock.now(),
      sealing: await keychain.memory(tx, tenant, callersKey, user.keyVersion),
      sealingOf: (db, version) => keychain.memory(db, tenant, callersKey, version),
      exchangeId: exchangeIdIn(into),
    };
    const slots: Buffer[] = [];
    for (const fact of facts) {
      const slot = await importFact(tx, to, fact);
      if (slot) slots.push(slot);
    }
    if (slots.length > 0) await endOverlaps(tx, userId, slots);
    return slots.length;
  });
}
