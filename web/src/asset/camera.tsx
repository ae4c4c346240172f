import { useQuery } from "@tanstack/react-query";
import type { Asset } from "../api/operations.ts";
import { asking } from "../api/queries.ts";
import { isPictured } from "../library/sources.ts";
import { texts } from "../texts.ts";
import type { AssetAddress } from "./asset-query.ts";
import { cameraName, exposureOf, takenOf } from "./camera-words.ts";
import { Rows } from "./rows.tsx";

const said = texts.asset;

/** How a picture was taken, if its file said so. Stands last, since it arrives after all else. */
export function Camera({ asset, address }: { asset: Asset; address: AssetAddress }) {
  const { data } = useQuery({ ...asking("getCameraData", address), enabled: isPictured(asset) });
  if (!data || Object.keys(data).length === 0) return null;
  return (
    <Rows
      title={said.camera}
      rows={[
        [said.cameraModel, cameraName(data)],
        [said.lens, data.lens],
        [said.taken, takenOf(data)],
        [said.exposure, exposureOf(data)],
      ]}
    />
  );
}
