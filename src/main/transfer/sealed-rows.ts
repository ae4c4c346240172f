import { hash } from "node:crypto";
import { sealContext } from "../../features/identity/keys/issue-key.ts";
import { linkKeys } from "../../features/library/delivery/signing/store.ts";
import { hasFormerKeys, linkKeyOf, sealedLinkKey } from "../../features/library/signing/signature.ts";
import { platformKey, sealedPlatformKey } from "../../features/memory/sealing/platform-key.ts";
import type { Sealing } from "../../features/memory/sealing/sealing.ts";
import { openWebhookSecret, sealWebhookSecret } from "../../features/webhooks/endpoints/store.ts";
import { asBytes, bytesOf, type Row } from "../../platform/backup/rows.ts";
import type { Queryable } from "../../platform/database/queryable.ts";
import type { Secret } from "../../platform/secret.ts";

/** A server, and an organization on it. */
export interface Side {
  db: Queryable;
  secret: Secret;
  organizationId: number;
  sealing(version: number): Promise<Sealing>;
  /** Whether the tenant has a key of its own, so that the server can't read what was said. */
  isByok: boolean;
  /** The version of the tenant's key. */
  keyVersion: number;
  /** The version that users of memory are under who have another. */
  keyVersions: Map<string, number>;
  now: Date;
}

/** How the sealed parts of a table's rows leave one server, and arrive at another. */
interface Crossing {
  leave(row: Row, from: Side): Row | Promise<Row>;
  arrive(row: Row, to: Side): Row | Promise<Row>;
}

// How long links signed by the former server's key work on the new one.
const linkDays = 7;

const organizations: Crossing = {
  async leave(row, { db, secret, organizationId, now }) {
    const { linkSalt, formerLinkKeys } = await linkKeys(db, organizationId);
    const salt = linkSalt.toString("hex");
    const until = new Date(now.getTime() + linkDays * 86_400_000).toISOString();
    const keys = [{ salt, sealedKey: null, until }, ...formerLinkKeys];
    return {
      ...row,
      link_keys: keys
        .filter((key) => hasFormerKeys({ formerLinkKeys: [key] }, now))
        .map((key) => ({ salt: key.salt, key: linkKeyOf(secret, key).toString("base64"), until: key.until })),
    };
  },
  arrive({ link_keys, ...row }, { secret }) {
    const keys = link_keys as { salt: string; key: string; until: string }[];
    const former_link_keys = keys.map(({ salt, key, until }) => ({
      salt,
      sealedKey: sealedLinkKey(secret, salt, Buffer.from(key, "base64")),
      until,
    }));
    return { ...row, former_link_keys };
  },
};

const keys: Crossing = {
  leave: ({ sealed_token: sealed, ...row }, { secret }) => ({
    ...row,
    token: sealed === null ? null : secret.open(bytesOf(sealed), sealContext(String(row.id))),
  }),
  arrive: ({ token, ...row }, { secret }) => ({
    ...row,
    sealed_token: token === null ? null : asBytes(secret.seal(String(token), sealContext(String(row.id)))),
  }),
};

const webhooks: Crossing = {
  leave: ({ sealed_secret: sealed, ...row }, { secret, organizationId }) => ({
    ...row,
    secret: openWebhookSecret(secret, organizationId, bytesOf(sealed)),
  }),
  arrive: ({ secret: plain, ...row }, { secret, organizationId }) => ({
    ...row,
    sealed_secret: asBytes(sealWebhookSecret(secret, organizationId, String(plain))),
  }),
};

const tenantKeys: Crossing = {
  leave({ sealed_key: sealed, ...row }, { secret, organizationId }) {
    const sealedKey = sealed === null ? null : bytesOf(sealed);
    const key = { organizationId, version: Number(row.version), salt: bytesOf(row.salt), sealedKey };
    return { ...row, key: platformKey(secret, key).toString("base64") };
  },
  arrive({ key, ...row }, { secret, organizationId }) {
    const version = Number(row.version);
    const sealed = sealedPlatformKey(secret, { organizationId, version }, Buffer.from(String(key), "base64"));
    return { ...row, sealed_key: asBytes(sealed) };
  },
};

/** What a user's key seals. `ofTenant`: the tenant's own key does, if it has one. */
const memory = ({ userOf, ofTenant }: { userOf: (row: Row) => unknown; ofTenant: boolean }): Crossing => {
  const isClosed = (row: Row, { isByok }: Side) => (ofTenant && isByok) || row.forgotten_at != null;
  const sealingOf = (row: Row, side: Side) =>
    side.sealing(side.keyVersions.get(String(userOf(row))) ?? side.keyVersion);
  return {
    async leave(row, from) {
      if (isClosed(row, from)) return row;
      const { sealed, ...rest } = row;
      const sealing = await sealingOf(row, from);
      return { ...rest, content: sealing.open(String(row.id), bytesOf(sealed)) };
    },
    async arrive(row, to) {
      if (isClosed(row, to)) return row;
      const { content, ...rest } = row;
      const sealed = (await sealingOf(row, to)).seal(String(row.id), content);
      const sha256 = "sealed_sha256" in row && { sealed_sha256: asBytes(hash("sha256", sealed, "buffer")) };
      return { ...rest, sealed: asBytes(sealed), ...sha256 };
    },
  };
};

const memoryUsers: Crossing = (() => {
  const crossing = memory({ userOf: (row) => row.id, ofTenant: false });
  function noting({ id, key_version: version }: Row, side: Side) {
    if (version !== side.keyVersion) side.keyVersions.set(String(id), Number(version));
  }
  return {
    leave(row, from) {
      noting(row, from);
      return crossing.leave(row, from);
    },
    arrive(row, to) {
      noting(row, to);
      return crossing.arrive(row, to);
    },
  };
})();

/** By table. Rows of other tables hold nothing sealed. */
export const crossings: Record<string, Crossing> = {
  organizations,
  keys,
  webhook_endpoints: webhooks,
  tenant_keys: tenantKeys,
  memory_users: memoryUsers,
  conversations: memory({ userOf: (row) => row.user_id, ofTenant: false }),
  interactions: memory({ userOf: (row) => row.user_id, ofTenant: true }),
  facts: memory({ userOf: (row) => row.user_id, ofTenant: true }),
};
