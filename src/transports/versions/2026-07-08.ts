import { z } from "zod";
import { Asset, AssetView } from "../../features/library/assets/asset.ts";
import { Me, Reached } from "../../features/library/onboarding/operations/me.ts";
import { SearchHit } from "../../features/library/search/operations.ts";
import { defineVersion } from "./version.ts";

const AssetVariant = AssetView.omit({ thumbUrl: true })
  .extend({ type: z.literal("variant") })
  .meta({ id: "AssetVariant" });

const gone = { views: true, thumbUrl: true, thumbHighUrl: true } as const;
const fields = {
  type: z.enum(["main", "variant"]).nullable().meta({ description: "`variant` if it has a parent." }),
  parentId: Asset.shape.parentId.meta({ description: "The asset that it is a variant of." }),
  variants: z
    .array(AssetVariant)
    .meta({ description: "Other versions of it, uploaded with its id as `parentId`." }),
};

const shown = Asset.omit(gone).extend(fields);

/** An asset: `variants` in place of `views`, and `sizes` as the only thumbnails. */
export const assetShape = {
  schema: shown.meta({ id: "Asset" }),
  from: ({ views, ...asset }: Asset) => ({
    ...asset,
    type: asset.type === "view" ? "variant" : asset.type,
    sizes: sizesOf(asset),
    variants: views.map((view) => ({ ...view, type: "variant", sizes: sizesOf(view) })),
  }),
};

/** Documents and videos have no size of their own, but thumbnails. */
function sizesOf({
  sizes,
  thumbUrl,
  thumbHighUrl,
}: Pick<AssetView, "sizes" | "thumbUrl"> & { thumbHighUrl?: string | null }): Asset["sizes"] {
  if (sizes !== null || thumbUrl === null) return sizes;
  return { "400": thumbUrl, ...(thumbHighUrl && { "800": thumbHighUrl }) };
}

/** The same under a name of its own, for the document of a version that has another Asset. */
export const promotedShape = { ...assetShape, schema: shown.meta({ id: "PromotedAsset" }) };

const Whoever = Reached.omit({ libraryAccess: true }).extend({ libraries: Reached.shape.libraryAccess });
const organizations = z.array(Whoever).optional().meta({
  description:
    "In place of the other fields, for an app that is connected to several organizations: each of them.",
});

const whoever = ({ libraryAccess, libraries: _, ...organization }: Reached) => ({
  ...organization,
  libraries: libraryAccess,
});

const meOf = ({ elsewhere, ...here }: Me) =>
  elsewhere ? { organizations: [here, ...elsewhere].map(whoever) } : whoever(here);

export const july = defineVersion({
  date: "2026-07-08",
  answers: new Map<z.ZodType, { schema: z.ZodType; from(value: never): unknown }>([
    [Asset, assetShape],
    [
      SearchHit,
      { schema: SearchHit.omit(gone).extend(fields).meta({ id: "SearchHit" }), from: assetShape.from },
    ],
    [Me, { schema: Whoever.partial().extend({ organizations }), from: meOf }],
  ]),
});
