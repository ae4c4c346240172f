import { z } from "zod";
import { fail } from "../../../../kernel/failure.ts";
import { openConversation } from "../../conversations/open-conversation.ts";
import { conversationsPage } from "../../conversations/store.ts";
import { factsOf, sourcesOf } from "../../facts/store.ts";
import { factAnswer, historyOf } from "../../facts/stored.ts";
import { openInteraction } from "../../interactions/open-interaction.ts";
import { interactionsAfter } from "../../interactions/store.ts";
import { EncryptionKey, encryptionHeader } from "../../sealing/encryption-key.ts";
import { defineOperation, type MemoryServices } from "../../services.ts";
import { callersTenant } from "../../tenants/of-caller.ts";
import type { Tenant } from "../../tenants/tenant.ts";
import { openUser } from "../../users/sealed-user.ts";
import { type UserRow, userById } from "../../users/store.ts";
import { UserId } from "../../users/user.ts";

const rowsAtATime = 500;

export const exportUser = defineOperation({
  name: "exportUser",
  noun: "Users",
  summary: "Export everything stored about a user",
  description:
    "NDJSON, one record per line: `{type, …}` with type `user`, `conversation`, `interaction` or `fact`. Streamed.",
  access: { kind: "scope", scope: "memory:read" },
  heavy: "takes turns",
  input: z.strictObject({ user_id: UserId, encryption_key: EncryptionKey }),
  output: z.custom<AsyncIterable<object>>(),
  fails: ["RESOURCE_NOT_FOUND"],
  streams: true,
  memory: { method: "GET", path: "/users/:user_id/export", headers: encryptionHeader },
  audit: () => ({}),
  async run(services, { user_id, encryption_key }, caller, afterCommit) {
    const tenant = await callersTenant(services, caller);
    const user = await userById(services.database, tenant.organizationId, user_id);
    if (!user) throw fail.missing("user");
    // Checks the key before the stream starts, so that a wrong key gets an error response.
    await services.keychain.memory(services.database, tenant, encryption_key, user.keyVersion);
    afterCommit(async (services) => lines(services, tenant, user, encryption_key));
    return nothing();
  },
});

// A placeholder until the commit: lines are read after it.
async function* nothing(): AsyncGenerator<object> {}

async function* lines(
  services: MemoryServices,
  tenant: Tenant,
  user: UserRow,
  callersKey: string | undefined,
): AsyncGenerator<object> {
  const { database, keychain } = services;
  yield { type: "user", ...(await openUser(database, keychain, tenant, user)) };
  for (let offset = 0; ; offset += rowsAtATime) {
    const { rows } = await conversationsPage(database, tenant.organizationId, user.id, {
      limit: rowsAtATime,
      offset,
    });
    for (const row of rows)
      yield { type: "conversation", ...(await openConversation(database, services, tenant, row)) };
    if (rows.length < rowsAtATime) break;
  }
  for (let after = -1; ; ) {
    const rows = await interactionsAfter(database, user.id, after, rowsAtATime);
    for (const row of rows)
      yield { type: "interaction", ...(await openInteraction(services, tenant, row, callersKey)) };
    if (rows.length < rowsAtATime) break;
    after = rows.at(-1)?.ordinal ?? after;
  }
  const sealing = await keychain.memory(database, tenant, callersKey, user.keyVersion);
  const rows = await factsOf(database, user.id, "all");
  const sources = await sourcesOf(database, user.id);
  for (const row of rows) {
    const stating = sources.get(row.id);
    yield {
      type: "fact",
      ...factAnswer(sealing, row),
      ...historyOf(sealing, row),
      ...(stating && { sources: stating }),
    };
  }
}
