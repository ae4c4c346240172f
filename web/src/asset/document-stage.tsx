import { FileText } from "lucide-react";
import { isPreviewed } from "../library/pictures/sources.ts";
import type { Asset } from "../server/operations.ts";
import { texts } from "../texts/texts.ts";
import { buttonLook } from "../ui/button.tsx";
import { bytes } from "../ui/format.ts";
import { StageCard } from "./stage-card.tsx";

const t = texts.asset;

/** A PDF in the browser's own viewer. Where there is none, its first page and a link. */
export function DocumentStage({ asset, url }: { asset: Asset; url: string }) {
  // Browsers show no file of another host, such as a CDN, inside a page.
  const isShownHere = navigator.pdfViewerEnabled && new URL(url).origin === location.origin;
  if (!isShownHere) return <DocumentCard asset={asset} url={url} />;
  return (
    <object
      data={url}
      type="application/pdf"
      aria-label={asset.name ?? t.pdf}
      className="absolute inset-0 size-full"
    >
      <DocumentCard asset={asset} url={url} />
    </object>
  );
}

function DocumentCard({ asset, url }: { asset: Asset; url: string }) {
  const { name, size, thumbHighUrl } = asset;
  return (
    <StageCard>
      {isPreviewed(asset) && thumbHighUrl ? (
        <img src={thumbHighUrl} alt="" className="max-h-[45dvh] max-w-full rounded-sm border" />
      ) : (
        <FileText size={56} strokeWidth={1.25} className="text-dim" aria-hidden />
      )}
      <p className="text-lg font-semibold wrap-anywhere">{name}</p>
      <p className="text-dim">
        {t.pdf}
        {size !== null && ` · ${bytes(size)}`}
      </p>
      <a href={url} target="_blank" rel="noopener" className={buttonLook("main")}>
        {t.openPdf}
      </a>
    </StageCard>
  );
}
