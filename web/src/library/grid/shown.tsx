import type { ListedAsset } from "../assets/asset-pages.ts";
import { AssetPicture } from "../pictures/asset-picture.tsx";
import { Blurhash } from "../pictures/blurhash.tsx";
import { isPictured, isPreviewed, mayBeTransparent } from "../pictures/sources.ts";
import { standIn, Tile } from "./tile.tsx";
import { VideoStill } from "./video-still.tsx";

interface ShownProps {
  asset: ListedAsset;
  /** Of the cell, in pixels. */
  width: number;
  height: number;
}

/** The picture of a cell: a thumbnail, a frame by the browser or a tile with an icon. */
export function Shown({ asset, width, height }: ShownProps) {
  if (isPictured(asset)) return <Pictured asset={asset} width={width} height={height} />;
  if (isPreviewed(asset)) return <Preview asset={asset} width={width} />;
  return (
    <>
      <Tile asset={asset} />
      {asset.status === "ready" && asset.contentType?.startsWith("video/") && <VideoStill asset={asset} />}
    </>
  );
}

/** A document's first page from its top, or a frame of a video, with its kind. */
const Preview = ({ asset, width }: Pick<ShownProps, "asset" | "width">) => (
  <>
    <Blurhash hash={asset.blurhash} width={null} height={null} />
    <AssetPicture
      asset={asset}
      shownWidth={`${width}px`}
      className={`absolute inset-0 size-full object-cover ${asset.contentType === "application/pdf" ? "object-top" : ""}`}
    />
    <span
      aria-hidden
      className="absolute right-2 bottom-2 rounded-md bg-black/55 px-1.5 text-xs leading-5 text-white"
    >
      {standIn(asset).label}
    </span>
  </>
);

function Pictured({ asset, width, height }: ShownProps) {
  const proportion = (asset.width ?? 1) / (asset.height ?? 1);
  const isCovered = fitOf(asset, width, height) === "object-cover";
  return (
    <>
      {mayBeTransparent(asset) && <div aria-hidden className="checkered absolute inset-0" />}
      <Blurhash hash={asset.blurhash} width={asset.width} height={asset.height} />
      <AssetPicture
        asset={asset}
        // A picture that covers its cell may be drawn wider than the cell.
        shownWidth={`${Math.ceil(isCovered ? Math.max(width, height * proportion) : width)}px`}
        className={`absolute inset-0 size-full ${fitOf(asset, width, height)}`}
      />
    </>
  );
}

/** SVGs are shown whole. Pictures smaller than their cell are not enlarged, because they would be blurred. */
function fitOf(asset: ListedAsset, width: number, height: number): string {
  if (asset.contentType === "image/svg+xml") return "object-contain p-2";
  const isTiny = (asset.width ?? width) < width && (asset.height ?? height) < height;
  return isTiny ? "object-scale-down" : "object-cover";
}
