import sql from "sql-template-tag";
import { barcelona, type Refusal, refusal, unknownAssetId } from "./refusal.ts";

/** Refusals of operations on share links. */
export const shareRefusals: Refusal[] = [
  refusal("createShareLink", "an unknown id", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    assetIds: [shelf.assetIds.first, unknownAssetId],
  })),
  refusal("createShareLink", "ids and a tag", "BAD_USER_INPUT", (shelf) => ({
    ...barcelona(shelf),
    assetIds: [shelf.assetIds.first],
    tag: "Sea",
  })),
  refusal("createShareLink", "the 501st link", "CONFLICT", barcelona, {
    setUp: ({ database }, { organizationId }) =>
      database.execute(
        sql`insert into shares (id, library_id, token_sha256, name, created_by, created_at, expires_at)
            select 'share' || n || l.id, l.id, sha256(convert_to(n || ' ' || l.id, 'UTF8')), 'x', 'x', now(), now() + interval '9 days'
            from generate_series(1, 500) n, libraries l join organizations o on o.id = l.organization_id
            where o.slug = ${organizationId} and l.slug = 'barcelona'`,
      ),
  }),
  refusal("revokeShareLink", "an unknown id", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    shareId: "nothing",
  })),
];
