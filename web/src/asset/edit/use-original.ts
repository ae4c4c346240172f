import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { asking } from "../../api/queries.ts";
import type { Asset } from "../../server/operations.ts";
import type { AssetAddress } from "../asset-query.ts";

const query = "edits=none&w=1600";
const lifetimeSeconds = 3_600;

/** The picture before its edits, in a size for the screen. */
export function useOriginal(asset: Asset, address: AssetAddress) {
  const isSigned = asset.url?.includes("?") === true;
  const signed = useQuery({
    // Another query would break the signature of the asset's link.
    ...asking("getAssetLink", { ...address, query, expiresInSeconds: lifetimeSeconds }),
    enabled: isSigned,
  });
  const link = isSigned ? signed.data?.url : `${asset.url}?${query}`;
  const [image, setImage] = useState<HTMLImageElement | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (link === undefined) return;
    let left = false;
    const loading = new Image();
    loading.onload = () => left || setImage(loading);
    loading.onerror = () => left || setFailed(true);
    loading.src = link;
    return () => {
      left = true;
    };
  }, [link]);
  return { image, failed: failed || signed.isError };
}
