import { useQuery } from "@tanstack/react-query";
import { asking } from "../api/queries.ts";
import { isPictured } from "../library/pictures/sources.ts";
import type { Asset } from "../server/operations.ts";
import { texts } from "../texts/texts.ts";
import type { AssetAddress } from "./asset-query.ts";
import { cameraName, exposureOf, takenOf } from "./camera-words.ts";
import { Rows } from "./rows.tsx";

const t = texts.asset;

/** A picture's camera data, if it has any. The last section, because it loads last. */
export function Camera({ asset, address }: { asset: Asset; address: AssetAddress }) {
  const { data } = useQuery({ ...asking("getCameraData", address), enabled: isPictured(asset) });
  if (!data || Object.keys(data).length === 0) return null;
  return (
    <Rows
      title={t.camera}
      rows={[
        [t.cameraModel, cameraName(data)],
        [t.lens, data.lens],
        [t.taken, takenOf(data)],
        [t.exposure, exposureOf(data)],
      ]}
    />
  );
}
