import { ImageOff } from "lucide-react";
import type { Ref } from "react";
import { Blurhash } from "../library/pictures/blurhash.tsx";
import { isPictured } from "../library/pictures/sources.ts";
import type { Asset } from "../server/operations.ts";
import { texts } from "../texts/texts.ts";
import { Spinner } from "../ui/spinner.tsx";
import { DocumentStage } from "./document-stage.tsx";
import { type PictureKeys, PictureStage } from "./picture-stage.tsx";
import { StageCard } from "./stage-card.tsx";

const t = texts.asset;

/** The large view: a zoomable picture, a video player, a document, or why there is none. */
export function Stage({
  asset,
  onSwipe,
  keys,
}: {
  asset: Asset;
  onSwipe(direction: "previous" | "next"): void;
  keys: Ref<PictureKeys>;
}) {
  const { contentType, status, url, name, error } = asset;
  if (isPictured(asset)) {
    return <PictureStage key={asset.id} asset={asset} onSwipe={onSwipe} keys={keys} />;
  }
  if (contentType?.startsWith("video/") && url) {
    return (
      // biome-ignore lint/a11y/useMediaCaption: people upload videos without captions
      <video
        key={asset.id}
        src={url}
        poster={asset.thumbHighUrl ?? undefined}
        controls
        playsInline
        preload="metadata"
        aria-label={name ?? undefined}
        className="absolute inset-0 m-auto max-h-full max-w-full"
      />
    );
  }
  if (contentType === "application/pdf" && url) {
    return <DocumentStage key={asset.id} asset={asset} url={url} />;
  }
  if (status === "failed") {
    return (
      <StageCard>
        <ImageOff size={48} strokeWidth={1.25} className="text-dim" aria-hidden />
        <p className="text-lg font-semibold">{t.failed}</p>
        <p className="text-dim wrap-anywhere">{error ?? t.failedUnknown}</p>
      </StageCard>
    );
  }
  return (
    <>
      {asset.blurhash && (
        <div className="absolute inset-8 overflow-hidden rounded-lg opacity-60">
          <Blurhash hash={asset.blurhash} width={asset.width} height={asset.height} />
        </div>
      )}
      <StageCard>
        <Spinner />
        <p role="status">{t.processing}</p>
        <p className="text-dim">{t.processingLead}</p>
      </StageCard>
    </>
  );
}
