import { z } from "zod";
import { granted } from "../../../../kernel/access.ts";
import { LibraryId, OrganizationId, Page, pageSize } from "../../../../kernel/fields.ts";
import { emit } from "../../../webhooks/emit.ts";
import { changeLibraries } from "../../libraries/change.ts";
import { defineOperation } from "../../services.ts";
import { AssetIds } from "../asset.ts";
import { purgeFromCdnLater } from "../store.ts";
import { purgeFromTrash, purgeWholeTrash } from "./purge.ts";
import * as store from "./store.ts";
import { presentTrashed, TrashedAsset } from "./trash.ts";

const inLibrary = { organizationId: OrganizationId, libraryId: LibraryId };
const path = "/organizations/:organizationId/libraries/:libraryId/assets";
const writeHere = { kind: "library", level: "write", fields: ["libraryId"] } as const;

export const deleteAssets = defineOperation({
  name: "deleteAssets",
  noun: "Assets",
  summary: "Move assets to the trash",
  description:
    "They disappear from lists, search and delivery at once. Ids that are unknown or already in the trash are ignored.",
  access: writeHere,
  input: z.strictObject({ ...inLibrary, ids: AssetIds }),
  output: z.object({
    success: z.literal(true),
    message: z.string(),
    ids: z.array(z.string()).meta({ description: "Those actually moved." }),
  }),
  rest: { method: "DELETE", path },
  mcp: {
    tool: "delete_assets",
    title: "Delete assets",
    description:
      "Moves assets to the trash: lists, search and links no longer show them. restore_assets undoes it for 30 days.",
    effect: "remove",
  },
  audit: ({ libraryId }, { ids }) => ({ libraryId, ids }),
  async run({ database, clock }, { libraryId, ids }, caller) {
    const library = granted(caller, libraryId, "write").id;
    const moved = await changeLibraries(database, [library], async (tx) => {
      const at = clock.now();
      const trashed = await store.trashAssets(tx, library, ids, at);
      await purgeFromCdnLater(tx, trashed);
      const events = trashed.map((id) => ({ asset_id: id, library_id: libraryId }));
      await emit(tx, caller.organization.id, "asset.deleted", events, at);
      return trashed;
    });
    const message = `Moved ${moved.length} ${moved.length === 1 ? "asset" : "assets"} to trash`;
    return { success: true as const, message, ids: moved };
  },
});

export const restoreAssets = defineOperation({
  name: "restoreAssets",
  noun: "Assets",
  summary: "Restore assets from the trash",
  description: "Undoes a delete while the trash is kept. Ids that are not in the trash are ignored.",
  access: writeHere,
  input: z.strictObject({ ...inLibrary, ids: AssetIds }),
  output: z.object({
    success: z.literal(true),
    message: z.string(),
    ids: z.array(z.string()).meta({ description: "Those actually restored." }),
  }),
  rest: { method: "POST", path: `${path}/restore` },
  mcp: {
    tool: "restore_assets",
    title: "Restore assets",
    description: "Restores assets from the trash with their tags and links. Undoes delete_assets.",
    effect: "update",
  },
  audit: ({ libraryId }, { ids }) => ({ libraryId, ids }),
  async run({ database }, { libraryId, ids }, caller) {
    const library = granted(caller, libraryId, "write").id;
    const restored = await changeLibraries(database, [library], (tx) =>
      store.restoreAssets(tx, library, ids),
    );
    const message = `Restored ${restored.length} ${restored.length === 1 ? "asset" : "assets"}`;
    return { success: true as const, message, ids: restored };
  },
});

export const listTrash = defineOperation({
  name: "listTrash",
  noun: "Assets",
  summary: "List a library's trash, last deleted first",
  description: "A view is listed only if it was deleted separately from its parent.",
  access: { kind: "library", level: "read", fields: ["libraryId"] },
  input: z.strictObject({ ...inLibrary, page: Page, pageSize: pageSize(100, 500) }),
  output: z.object({
    assets: z.array(TrashedAsset),
    found: z.int().meta({ description: "Total on all pages." }),
  }),
  async run({ database, config }, { libraryId, page, pageSize }, caller) {
    const { id } = granted(caller, libraryId);
    const [rows, found] = await Promise.all([
      store.trashedAssets(database, id, { offset: (page - 1) * pageSize, limit: pageSize }),
      store.countTrashed(database, id),
    ]);
    const { slug } = caller.organization;
    return { assets: rows.map((row) => presentTrashed(config, slug, libraryId, row)), found };
  },
});

export const purgeAssets = defineOperation({
  name: "purgeAssets",
  noun: "Assets",
  summary: "Delete assets in the trash permanently, with their files",
  description: "This cannot be undone. Ids that are not in this library's trash are ignored.",
  access: writeHere,
  heavy: "takes turns",
  input: z.strictObject({ ...inLibrary, ids: AssetIds }),
  output: z.object({
    success: z.literal(true),
    message: z.string(),
    ids: z.array(z.string()).meta({ description: "Those actually removed." }),
  }),
  audit: ({ libraryId }, { ids }) => ({ libraryId, ids }),
  async run({ database }, { libraryId, ids }, caller) {
    const purged = await purgeFromTrash(database, granted(caller, libraryId, "write").id, ids);
    const message = `Removed ${purged.length} ${purged.length === 1 ? "asset" : "assets"} for good`;
    return { success: true as const, message, ids: purged };
  },
});

export const emptyTrash = defineOperation({
  name: "emptyTrash",
  noun: "Assets",
  summary: "Empty a library's trash permanently",
  description: "This cannot be undone. Views are deleted with their parents and not counted.",
  access: writeHere,
  heavy: "takes turns",
  input: z.strictObject(inLibrary),
  output: z.object({ count: z.int() }),
  audit: ({ libraryId }, { count }) => ({ libraryId, count }),
  async run({ database }, { libraryId }, caller) {
    return { count: await purgeWholeTrash(database, granted(caller, libraryId, "write").id) };
  },
});
