import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asking } from "../api/queries.ts";
import type { Asset } from "../server/operations.ts";
import type { AssetAddress } from "./asset-query.ts";
import { sizedEdges } from "./sized-links.ts";

const daySeconds = 86_400;

/** How long links of a private library may work, instead of as long as those in answers do. */
export const lifetimes = [3600, 7 * daySeconds, 30 * daySeconds, 365 * daySeconds];

/** When a link stops working, in milliseconds since 1970. Undefined if it does not expire. */
export function endOf(link: string | null): number | undefined {
  const expires = link && new URL(link).searchParams.get("expires");
  return expires ? Number(expires) * 1000 : undefined;
}

/** An asset with links that work as long as was chosen. Without a choice, it is the asset itself. */
export function useLinkLifetime(address: AssetAddress, asset: Asset) {
  const [seconds, choose] = useState<number>();
  const isPicture = asset.contentType?.startsWith("image/");
  const edges = isPicture ? sizedEdges(asset) : [];
  const { assetId, ...library } = address;
  const queries = ["", ...edges.map((edge) => `w=${edge}&h=${edge}&fit=max&fm=webp`)];
  const { data, error } = useQuery({
    ...asking("getAssetLinks", {
      ...library,
      links: queries.map((query) => ({ assetId, query })),
      expiresInSeconds: seconds,
    }),
    enabled: seconds !== undefined,
  });
  if (seconds === undefined) return { seconds, choose, linked: asset, error: null };
  if (!data) return { seconds, choose, linked: undefined, error };
  const [whole, ...sized] = data.links.map(({ url }) => url);
  const sizes = Object.fromEntries(edges.map((edge, at) => [edge, sized[at]])) as Asset["sizes"];
  return { seconds, choose, linked: { ...asset, url: whole ?? null, sizes }, error };
}
