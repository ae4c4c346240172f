import { Play } from "lucide-react";
import type { ListedAsset } from "../assets/asset-pages.ts";

/** A frame of a video. Stays hidden if the browser can't play it. */
export const VideoStill = ({ asset }: { asset: ListedAsset }) => (
  <>
    <video
      // Not the first frame, because many videos start black.
      src={`${asset.url}#t=0.5`}
      preload="metadata"
      muted
      playsInline
      tabIndex={-1}
      aria-hidden
      onLoadedData={({ currentTarget }) => {
        currentTarget.dataset.shown = "";
      }}
      className="peer absolute inset-0 size-full object-cover opacity-0 data-shown:opacity-100"
    />
    <span
      aria-hidden
      className="absolute right-2 bottom-2 hidden size-7 place-items-center rounded-full bg-black/55 text-white peer-data-shown:grid"
    >
      <Play size={14} fill="currentColor" />
    </span>
  </>
);
