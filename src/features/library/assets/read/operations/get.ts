import { z } from "zod";
import { granted } from "../../../../../kernel/access.ts";
import { fail } from "../../../../../kernel/failure.ts";
import { LibraryId, OrganizationId } from "../../../../../kernel/fields.ts";
import { defineOperation } from "../../../services.ts";
import { Asset, AssetId } from "../../asset.ts";
import { presentAsset } from "../../present.ts";

export const getAsset = defineOperation({
  name: "getAsset",
  noun: "Assets",
  summary: "Get one asset",
  access: { kind: "library", level: "read", fields: ["libraryId"] },
  input: z.strictObject({ organizationId: OrganizationId, libraryId: LibraryId, assetId: AssetId }),
  output: Asset,
  fails: ["RESOURCE_NOT_FOUND"],
  rest: { method: "GET", path: "/organizations/:organizationId/libraries/:libraryId/assets/:assetId" },
  mcp: {
    tool: "get_asset",
    title: "Get an asset",
    description:
      "Returns one asset with its links. After an upload, repeat until `status` is no longer `processing` to get dimensions and sizes.",
    effect: "read",
  },
  async run(services, { libraryId, assetId }, caller) {
    const { assetByKey } = services;
    const row = await assetByKey({ libraryId: granted(caller, libraryId).id, id: assetId });
    if (!row) throw fail.missing("asset");
    return presentAsset(services, caller.organization.slug, row);
  },
});
