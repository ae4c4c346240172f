import sql, { type Sql } from "sql-template-tag";

/** A table whose rows belong to one organization. */
export interface CarriedTable {
  name: string;
  /** Its entry in the ZIP file. */
  entry: string;
  /** Which rows `t` are the organization's. */
  where(organizationId: number): Sql;
  order: string;
  /** Columns that the other server fills by itself. */
  omit?: readonly string[];
  /** Columns that may name an account. */
  people?: readonly string[];
}

const ofOrganization = (id: number) => sql`t.organization_id = ${id}`;
const ofLibraries = (id: number) =>
  sql`t.library_id in (select l.id from libraries l where l.organization_id = ${id})`;
const ofUsers = (id: number) =>
  sql`t.user_id in (select u.id from memory_users u where u.organization_id = ${id})`;
// Apps are connected with the server. Their keys would be of no use on another.
const ownKeys = sql`k.account_id is null and k.client_id is null and k.connection_id is null`;

/** In an order in which every row refers to earlier ones only. */
export const carriedTables: readonly CarriedTable[] = [
  {
    name: "organizations",
    entry: "organization.ndjson",
    where: (id) => sql`t.id = ${id}`,
    order: "id",
    omit: ["id", "former_link_keys"],
  },
  { name: "former_slugs", entry: "former-addresses.ndjson", where: ofOrganization, order: "slug" },
  {
    name: "accounts",
    entry: "people.ndjson",
    where: (id) => sql`t.id in (select m.account_id from members m where m.organization_id = ${id})`,
    order: "id",
  },
  {
    name: "members",
    entry: "members.ndjson",
    where: ofOrganization,
    order: "account_id",
    people: ["account_id"],
  },
  {
    name: "invitations",
    entry: "invitations.ndjson",
    where: ofOrganization,
    order: "id",
    people: ["inviter_id"],
  },
  {
    name: "claims",
    entry: "claims.ndjson",
    where: ofOrganization,
    order: "organization_id",
    people: ["claimed_by"],
  },
  { name: "claim_tokens", entry: "claim-tokens.ndjson", where: ofOrganization, order: "token_sha256" },
  { name: "libraries", entry: "libraries.ndjson", where: ofOrganization, order: "id" },
  {
    name: "keys",
    entry: "keys.ndjson",
    where: (id) => sql`t.organization_id = ${id} and t.id in (select k.id from keys k where ${ownKeys})`,
    order: "created_at, id",
    omit: ["account_id", "client_id", "connection_id"],
  },
  {
    name: "grants",
    entry: "grants.ndjson",
    where: (id) => sql`${ofLibraries(id)} and t.key_id in (select k.id from keys k where ${ownKeys})`,
    order: "key_id, library_id",
  },
  {
    name: "assets",
    entry: "assets.ndjson",
    where: ofOrganization,
    order: "parent_id is not null, library_id, position",
    people: ["uploader_id", "approver_id"],
  },
  { name: "library_tags", entry: "tags.ndjson", where: ofLibraries, order: "library_id, tag_key" },
  {
    name: "shares",
    entry: "share-links.ndjson",
    where: ofLibraries,
    order: "created_at, id",
    people: ["creator_id"],
  },
  { name: "webhook_endpoints", entry: "webhooks.ndjson", where: ofOrganization, order: "created_at, id" },
  {
    name: "audit_entries",
    entry: "audit-log.ndjson",
    where: ofOrganization,
    order: "id",
    omit: ["id"],
    people: ["actor_id"],
  },
  { name: "request_counts", entry: "usage.ndjson", where: ofOrganization, order: "day, actor, transport" },
  { name: "tenants", entry: "memory/tenant.ndjson", where: ofOrganization, order: "id" },
  { name: "tenant_keys", entry: "memory/keys.ndjson", where: ofOrganization, order: "version" },
  { name: "memory_users", entry: "memory/users.ndjson", where: ofOrganization, order: "created_at, id" },
  {
    name: "conversations",
    entry: "memory/conversations.ndjson",
    where: ofOrganization,
    order: "number",
    omit: ["number"],
  },
  {
    name: "interactions",
    entry: "memory/exchanges.ndjson",
    where: ofOrganization,
    order: "user_id, ordinal",
  },
  { name: "memory_postings", entry: "memory/index.ndjson", where: ofUsers, order: "user_id, term, block" },
  { name: "facts", entry: "memory/facts.ndjson", where: ofOrganization, order: "user_id, created_at, id" },
  {
    name: "memory_reads",
    entry: "memory/reads.ndjson",
    where: ofOrganization,
    order: "id",
    omit: ["id"],
    people: ["actor_id"],
  },
];

/** Tables of organizations that stay behind, and why. */
export const leftBehind: Record<string, string> = {
  asset_runs: "counted from the assets",
  search_words: "made from the assets",
  search_vocabulary: "made from the assets",
  interaction_embeddings: "made again by the other server's endpoint",
  upload_tickets: "addresses for uploads that are about to happen",
  downloads: "addresses of downloads that were just asked for",
  resumable_uploads: "uploads under way",
  resumable_parts: "uploads under way",
  staged_blobs: "uploads under way",
  webhook_deliveries: "the former server sends what happened there",
  webhook_attempts: "the former server sends what happened there",
  idempotent_calls: "answers of calls to the former server, for a day",
  idempotent_ingests: "answers of calls to the former server, for a day",
};
