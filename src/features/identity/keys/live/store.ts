import sql, { type Sql } from "sql-template-tag";
import type { LiveKey } from "../../../../kernel/authenticate.ts";
import type { CallerOrganization, KeyPerson, LibraryGrant } from "../../../../kernel/caller.ts";
import type { Scope } from "../../../../kernel/scope.ts";
import { prepared, type Queryable } from "../../../../platform/database/queryable.ts";
import { organizationJson } from "../../slugs/store.ts";
import { bounds } from "../bounds.ts";
import type { Key } from "../key.ts";

/** The key with this hash, its organization and grants; expired keys included. A rotated secret has its own expiry. */
export async function liveKey(db: Queryable, sha256: Buffer): Promise<LiveKey[]> {
  const rows = await db.query<LiveKeyRow>(
    prepared(
      "live-key",
      liveKeyWhere(
        sql`k.token_sha256 = ${sha256} or k.previous_sha256 = ${sha256}`,
        sql`case when k.token_sha256 = ${sha256} then k.expires_at else least(k.expires_at, k.previous_until) end`,
      ),
    ),
  );
  return rows.map(asLiveKey);
}

/** The connection behind an app's access token: a key in each of its organizations, oldest first, that ends with the token. */
export async function liveConnection(db: Queryable, storedToken: string): Promise<LiveKey[]> {
  const rows = await db.query<LiveKeyRow>(
    prepared(
      "live-connection",
      sql`${liveKeyWhere(
        sql`k.connection_id = (select reference_id from oauth_access_tokens where token = ${storedToken} and revoked is null)`,
        sql`(select expires_at from oauth_access_tokens where token = ${storedToken})`,
        sql`(select t.scopes::jsonb from oauth_access_tokens t where t.token = ${storedToken})`,
      )} order by k.created_at, k.id`,
    ),
  );
  return rows.map(asLiveKey);
}

/** The key with this id. */
export async function liveKeyById(db: Queryable, keyId: string): Promise<LiveKey[]> {
  return (await db.query<LiveKeyRow>(liveKeyWhere(sql`k.id = ${keyId}`))).map(asLiveKey);
}

interface LiveKeyRow {
  keyId: string;
  keyName: string;
  scopes: Scope[];
  allLibraries: Key["allLibraries"];
  keyExpiresAt: Date | null;
  organization: Omit<CallerOrganization, "expiresAt">;
  organizationExpiresAt: Date | null;
  grants: LibraryGrant[];
  person: KeyPerson | null;
  tokenScopes: string[] | null;
}

/** Without membership, the apps that a person connected reach nothing. */
const liveKeyWhere = (
  condition: Sql,
  expiresAt: Sql = sql`k.expires_at`,
  tokenScopes: Sql = sql`null::jsonb`,
) =>
  sql`select k.id as "keyId", k.name as "keyName", k.scopes, ${expiresAt} as "keyExpiresAt",
        ${tokenScopes} as "tokenScopes",
        ${organizationJson} as organization,
        o.expires_at as "organizationExpiresAt",
        k.all_libraries as "allLibraries",
        coalesce((select json_agg(json_build_object('id', l.id, 'slug', l.slug,
                    'level', case when 'write' in (g.level, k.all_libraries) then 'write' else 'read' end) order by l.id)
                  from libraries l left join grants g on g.library_id = l.id and g.key_id = k.id
                  where l.organization_id = o.id and (g.key_id is not null or k.all_libraries is not null)), '[]') as grants,
        case when k.account_id is not null then json_build_object('accountId', a.id, 'name', a.name, 'role', m.role) end as person
      from keys k join organizations o on o.id = k.organization_id
      left join members m on m.organization_id = k.organization_id and m.account_id = k.account_id
      left join accounts a on a.id = m.account_id
      where (k.account_id is null or m.role is not null) and (${condition})`;

function asLiveKey(row: LiveKeyRow): LiveKey {
  const { person, organization, organizationExpiresAt } = row;
  const within = bounds(row);
  return {
    key: {
      id: row.keyId,
      name: row.keyName,
      scopes: row.scopes.filter(within.scope),
      allLibraries: within.level(row.allLibraries),
      ...(person && { person }),
    },
    keyExpiresAt: row.keyExpiresAt,
    organization: { ...organization, expiresAt: organizationExpiresAt },
    grants: new Map(
      row.grants.flatMap((grant) => {
        const level = within.level(grant.level);
        return level ? [[grant.slug, { ...grant, level }]] : [];
      }),
    ),
  };
}
