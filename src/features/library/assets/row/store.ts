import sql, { type Sql } from "sql-template-tag";
import type { MediaType } from "../../../../media/sniff/media-type.ts";
import { unixMs } from "../../../../platform/database/unix-ms.ts";
import { presentName } from "../../../identity/names/store.ts";
import type { Signing } from "../../signing/links.ts";
import type { ApprovalState } from "../approval/approval.ts";
import type { SavedEdits } from "../edit/edits.ts";

/** A row of an asset. Times are unix milliseconds. */
export interface AssetRow {
  id: string;
  librarySlug: string;
  name: string;
  filename: string;
  description: string | null;
  tags: string[];
  mediaType: MediaType;
  /** Of the file that was uploaded. */
  bytes: number;
  /** Of its copy without private metadata; null when there is none. */
  publicBytes: number | null;
  width: number | null;
  height: number | null;
  blurhash: string | null;
  edits: SavedEdits | null;
  /** Null unless its library is private. */
  signing: Signing | null;
  version: string;
  status: "processing" | "ready" | "failed";
  error: string | null;
  warning: string | null;
  /** Local time, without an offset: "2008-10-22T16:28:39". */
  takenAt: string | null;
  approval: { state: ApprovalState; note: string | null; by: string | null; at: number } | null;
  parentId: string | null;
  uploadedBy: string | null;
  created: number;
  updated: number;
  views: ViewRow[] | null;
}

export interface ViewRow {
  id: string;
  name: string;
  width: number | null;
  height: number | null;
  edits: SavedEdits | null;
  mediaType: MediaType;
  version: string;
  status: AssetRow["status"];
  /** Whether it has a blurhash. */
  drawn: boolean;
  created: number;
}

/** The columns of `AssetRow`, from `assets a` joined with `libraries l`. Tags are JSON, which is parsed natively. */
export const assetColumns: Sql = sql`
  a.id, l.slug as "librarySlug", a.name, a.filename, a.description, array_to_json(a.tags) as tags,
  a.media_type as "mediaType", a.bytes, a.public_bytes as "publicBytes", a.width, a.height, a.blurhash, a.edits, a.version, a.status, a.error, a.warning,
  case when l.is_private then json_build_object('seconds', l.link_seconds, 'salt',
    (select encode(o.link_salt, 'hex') from organizations o where o.id = l.organization_id)) end as signing,
  to_char(a.taken_at, 'YYYY-MM-DD"T"HH24:MI:SS') as "takenAt",
  case when a.approval_state is not null then json_build_object('state', a.approval_state, 'note', a.approval_note,
    'by', ${presentName(sql`a.approver_id`, sql`a.approver_name`)}, 'at', ${unixMs("a.approval_at")}) end as approval,
  a.parent_id as "parentId", ${presentName(sql`a.uploader_id`, sql`a.uploaded_by`)} as "uploadedBy",
  ${unixMs("a.created_at")} as created, ${unixMs("a.updated_at")} as updated,
  (select json_agg(json_build_object('id', v.id, 'name', v.name, 'width', v.width, 'height', v.height, 'edits', v.edits,
            'mediaType', v.media_type, 'version', v.version, 'status', v.status, 'drawn', v.blurhash is not null,
            'created', ${unixMs("v.created_at")}) order by v.position)
   from assets v where v.parent_id = a.id and v.trashed_at is null) as views`;
