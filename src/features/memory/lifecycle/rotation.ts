import type { Queryable } from "../../../platform/database/queryable.ts";
import { inSlices, type Steps } from "../../../platform/in-slices.ts";
import type { ConversationSecrets } from "../conversations/conversation.ts";
import { factHashes } from "../facts/save.ts";
import type { FactSecrets } from "../facts/store.ts";
import { packTerms } from "../index/packed-terms.ts";
import { appendPostings, dropPostings } from "../index/store.ts";
import { type InteractionSecrets, speakerOf } from "../interactions/interaction.ts";
import { type InteractionRow, interactionsAfter } from "../interactions/store.ts";
import type { Sealing } from "../sealing/sealing.ts";
import type { MemoryServices } from "../services.ts";
import { tenantOf } from "../tenants/store.ts";
import { readExchange } from "../terms/exchange-terms.ts";
import { lockUser, type UserRow } from "../users/store.ts";
import type { UserSecrets } from "../users/user.ts";
import * as store from "./store/rotation.ts";

const rowsAtATime = 500;

/**
 * Encrypts a user's data again with the tenant's newest key, in one transaction. Calls for this user wait; others do not.
 * After the last user, destroys keys that are no longer used.
 */
export async function rotateUser(
  { database, keychain, clock }: MemoryServices,
  { organizationId, userId }: { organizationId: number; userId: string },
): Promise<void> {
  await database.transaction(async (tx) => {
    await store.lockForMove(tx, organizationId);
    const user = await lockUser(tx, organizationId, userId);
    const tenant = await tenantOf(tx, organizationId, clock.now());
    if (!user || user.keyVersion >= tenant.keyVersion) return;
    const from = await keychain.platform(tx, tenant, user.keyVersion);
    const to = await keychain.platform(tx, tenant);
    await moveUser(tx, user, from, to);
    await moveConversations(tx, userId, from, to);
    await moveInteractions(tx, userId, from, to);
    await moveFacts(tx, userId, from, to);
  });
  await database.transaction((tx) => store.destroyUnusedKeys(tx, organizationId));
}

async function moveUser(tx: Queryable, { id, sealed }: UserRow, from: Sealing, to: Sealing): Promise<void> {
  const secrets = from.open<UserSecrets>(id, sealed);
  await store.replaceUser(tx, {
    id,
    keyVersion: to.version,
    sealed: to.seal(id, secrets),
    externalRefHash: secrets.external_ref === null ? null : to.hash(secrets.external_ref),
  });
}

async function moveConversations(tx: Queryable, userId: string, from: Sealing, to: Sealing): Promise<void> {
  const rows = await store.sealedConversations(tx, userId);
  const moved = rows.map(({ id, sealed }) => {
    const secrets = from.open<ConversationSecrets>(id, sealed);
    const refHash = secrets.ref === undefined ? null : to.hash(secrets.ref);
    return { id, sealed: to.seal(id, secrets), refHash };
  });
  await store.replaceConversations(tx, moved);
}

async function moveInteractions(tx: Queryable, userId: string, from: Sealing, to: Sealing): Promise<void> {
  await dropPostings(tx, userId);
  await store.dropEmbeddings(tx, userId);
  for (let after = -1; ; ) {
    const rows = await interactionsAfter(tx, userId, after, rowsAtATime);
    const moved: Resealed[] = [];
    for (const row of rows) moved.push(await inSlices(resealed(row, from, to)));
    await store.replaceInteractions(tx, moved);
    await appendPostings(
      tx,
      userId,
      moved.filter(({ buffered }) => !buffered),
    );
    if (rows.length < rowsAtATime) return;
    after = rows.at(-1)?.ordinal ?? after;
  }
}

type Resealed = InteractionRow & { terms: Buffer };

function* resealed(row: InteractionRow, from: Sealing, to: Sealing): Steps<Resealed> {
  const secrets = from.open<InteractionSecrets>(row.id, row.sealed);
  const { user_message, agent_response, metadata } = secrets;
  const { terms } = yield* readExchange(user_message, agent_response, speakerOf(metadata), metadata);
  return { ...row, sealed: to.seal(row.id, secrets), terms: yield* packTerms(terms, to.termText) };
}

async function moveFacts(tx: Queryable, userId: string, from: Sealing, to: Sealing): Promise<void> {
  for (const { id, sealed } of await store.unforgottenFacts(tx, userId)) {
    const secrets = from.open<FactSecrets>(id, sealed);
    await store.replaceFact(tx, { id, sealed: to.seal(id, secrets), ...factHashes(to, secrets) });
  }
}
