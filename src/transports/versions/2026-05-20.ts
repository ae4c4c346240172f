import { z } from "zod";
import { AskedApproval } from "../../features/library/assets/approval/approval.ts";
import { AskedTag, Asset, AssetView } from "../../features/library/assets/asset.ts";
import { promoteVariant } from "../../features/library/assets/promote/operations.ts";
import { listAssets } from "../../features/library/assets/read/operations/list.ts";
import { Me, Reached } from "../../features/library/onboarding/operations/me.ts";
import { SearchHit, searchAssets } from "../../features/library/search/operations.ts";
import { promotedShape } from "./2026-07-08.ts";
import { defineVersion } from "./version.ts";

const views = z
  .array(AssetView.omit({ sizes: true }).meta({ id: "AssetView" }))
  .meta({ description: Asset.shape.views.description ?? "" });

const elsewhere = z
  .array(Reached.omit({ libraryAccess: true, plan: true }))
  .optional()
  .meta({ description: Me.shape.elsewhere.description ?? "" });

const atMostFive = (tags: z.ZodType) =>
  z
    .array(AskedTag)
    .max(5)
    .default([])
    .meta({ description: tags.description ?? "" });

const { tags: listed } = listAssets.input.shape;
const { tags: searched } = searchAssets.input.shape;

export const may = defineVersion({
  date: "2026-05-20",
  answers: new Map<z.ZodType, { schema: z.ZodType }>([
    [Asset, { schema: Asset.omit({ approval: true }).extend({ views }).meta({ id: "Asset" }) }],
    [SearchHit, { schema: SearchHit.omit({ approval: true }).extend({ views }).meta({ id: "SearchHit" }) }],
    [Me, { schema: Me.omit({ libraryAccess: true }).extend({ elsewhere }) }],
  ]),
  // Whoever sends the first version gets the newest shape here, as the public API answers.
  answersOf: { [promoteVariant.name]: promotedShape },
  inputs: new Map<z.ZodType, z.ZodType | undefined>([
    [listed, atMostFive(listed)],
    [searched, atMostFive(searched)],
    [AskedApproval, undefined],
  ]),
});
