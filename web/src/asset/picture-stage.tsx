import { Minus, Plus } from "lucide-react";
import { type Ref, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import { AssetPicture } from "../library/pictures/asset-picture.tsx";
import { Blurhash } from "../library/pictures/blurhash.tsx";
import { altOf, isRedrawn, mayBeTransparent } from "../library/pictures/sources.ts";
import type { Asset } from "../server/operations.ts";
import { texts } from "../texts/texts.ts";
import { IconButton } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import { shownDirectly, sizedEdges } from "./sized-links.ts";
import { useZoom } from "./zoom.ts";

const t = texts.asset;

/** Actions on the picture, for keyboard shortcuts. */
export interface PictureKeys {
  isZoomed(): boolean;
  zoomIn(): void;
  zoomOut(): void;
  fit(): void;
  pan(right: number, down: number): void;
}

/** The picture fitted to the stage, over its blurhash. Zooming in loads larger files. */
export function PictureStage({
  asset,
  onSwipe,
  keys,
}: {
  asset: Asset;
  onSwipe(direction: "previous" | "next"): void;
  keys: Ref<PictureKeys>;
}) {
  const around = useRef<HTMLDivElement>(null);
  const room = useRoom(around);
  const natural = { width: asset.width ?? 800, height: asset.height ?? 600 };
  const isVector = asset.contentType === "image/svg+xml";
  const fitScale = Math.min(
    room.width / natural.width,
    room.height / natural.height,
    isVector ? Number.POSITIVE_INFINITY : 1,
  );
  const size = { width: natural.width * fitScale, height: natural.height * fitScale };
  // Up to two screen pixels per pixel of the picture.
  const scaleMax = Math.min(40, Math.max(4, 2 / (fitScale || 1)));
  const { zoom, dragging, bind, zoomIn, zoomOut, fit, pan } = useZoom({ room, size, scaleMax, onSwipe });
  useImperativeHandle(keys, () => ({ isZoomed: () => zoom.scale > 1, zoomIn, zoomOut, fit, pan }));
  const shownWidth = Math.ceil(size.width * zoom.scale);
  const needed = Math.max(shownWidth, size.height * zoom.scale) * devicePixelRatio;
  const direct = directly(asset);
  const full = direct && (direct === "always" || needed > (sizedEdges(asset).at(-1) ?? 0));
  const percent = Math.round(zoom.scale * fitScale * 100);
  return (
    <div ref={around} className="absolute inset-0">
      <div
        {...bind}
        className={classes(
          "absolute inset-0 touch-none overflow-hidden select-none",
          zoom.scale > 1 && (dragging ? "cursor-grabbing" : "cursor-grab"),
        )}
      >
        {room.width > 0 && (
          <div
            className={classes(
              "absolute left-1/2 top-1/2 overflow-hidden rounded-sm",
              !dragging && "transition-transform duration-100",
            )}
            style={{
              width: size.width,
              height: size.height,
              marginLeft: -size.width / 2,
              marginTop: -size.height / 2,
              transform: `translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale})`,
            }}
          >
            {mayBeTransparent(asset) && <div aria-hidden className="checkered absolute inset-0" />}
            {direct !== "always" && (
              <>
                <Blurhash hash={asset.blurhash} width={asset.width} height={asset.height} />
                <AssetPicture
                  asset={asset}
                  shownWidth={`${shownWidth}px`}
                  eager
                  className="absolute inset-0 size-full"
                />
              </>
            )}
            {full && asset.url && (
              <img
                src={asset.url}
                alt={direct === "always" ? altOf(asset) : ""}
                draggable={false}
                decoding="async"
                className="absolute inset-0 size-full"
              />
            )}
          </div>
        )}
      </div>
      <div className="absolute bottom-3 left-3 hidden items-center rounded-xl border bg-raised p-0.5 shadow-lift sm:flex">
        <IconButton label={t.zoomOut} onClick={zoomOut} disabled={zoom.scale <= 1}>
          <Minus size={17} aria-hidden />
        </IconButton>
        <button
          type="button"
          title={t.fit}
          aria-label={`${percent}%. ${t.fit}`}
          onClick={fit}
          className="h-9 w-16 rounded-lg text-sm tabular-nums hover:bg-wash"
        >
          {percent}%
        </button>
        <IconButton label={t.zoomIn} onClick={zoomIn} disabled={zoom.scale >= scaleMax}>
          <Plus size={17} aria-hidden />
        </IconButton>
      </div>
    </div>
  );
}

// Edits don't change the file's link, for which the browser may still have the picture before.
const directly = (asset: Asset) => !isRedrawn(asset) && shownDirectly(asset);

function useRoom(element: React.RefObject<HTMLDivElement | null>) {
  const [room, setRoom] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return;
    const read = () => setRoom({ width: target.clientWidth, height: target.clientHeight });
    read();
    const observer = new ResizeObserver(read);
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return room;
}
