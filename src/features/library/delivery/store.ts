import sql from "sql-template-tag";
import type { MediaType } from "../../../media/sniff/media-type.ts";
import { prepared, type Queryable } from "../../../platform/database/queryable.ts";
import type { SavedEdits } from "../assets/edit/edits.ts";
import type { LinkKeys } from "../signing/signature.ts";

export interface LinkedAsset extends LinkKeys {
  id: string;
  organizationId: number;
  /** When its organization expires. */
  expiresAt: Date | null;
  blob: string;
  mediaType: MediaType;
  stripped: boolean;
  version: string;
  filename: string;
  failed: boolean;
  /** Whether its links need a signature. */
  isPrivate: boolean;
  edits: SavedEdits | null;
  /** Pixels, upright, before edits. Null while it is being processed, and for video and PDF. */
  width: number | null;
  height: number | null;
  /** When its file came, or was edited last. */
  fileAt: Date;
}

/**
 * The asset of a link. Undefined if it, its parent, its library or its organization is gone or in the
 * trash. The caller checks `expiresAt`.
 */
export function linkedAsset(db: Queryable, assetId: string): Promise<LinkedAsset | undefined> {
  return db.maybe<LinkedAsset>(
    prepared(
      "linked-asset",
      sql`select a.id, l.organization_id as "organizationId", o.expires_at as "expiresAt",
            a.blob, a.media_type as "mediaType", a.stripped, a.version, a.filename, a.status = 'failed' as failed,
            a.width, a.height, a.edits, l.is_private as "isPrivate", o.link_salt as "linkSalt",
            o.former_link_keys as "formerLinkKeys",
            greatest(coalesce(a.replaced_at, a.created_at), a.edited_at) as "fileAt"
          from assets a
          join libraries l on l.id = a.library_id
          join organizations o on o.id = l.organization_id
          left join assets parent on parent.id = a.parent_id
          where a.id = ${assetId} and a.trashed_at is null and parent.trashed_at is null`,
    ),
  );
}
