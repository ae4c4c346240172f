import { Clock, File, FileText, Film, ImageOff, type LucideIcon } from "lucide-react";
import { texts } from "../../texts/texts.ts";
import type { ListedAsset } from "../assets/asset-pages.ts";

const t = texts.library;

/** A tile for an asset without a picture (yet): its kind, or that it is processing or failed. */
export function Tile({ asset }: { asset: ListedAsset }) {
  const { Icon, label } = standIn(asset);
  return (
    <div className="absolute inset-0 grid place-content-center justify-items-center gap-1.5 border border-line bg-card p-2 text-center rounded-lg">
      <Icon
        size={26}
        strokeWidth={1.5}
        aria-hidden
        className={asset.status === "failed" ? "text-danger" : "text-dim"}
      />
      <span className={asset.status === "failed" ? "text-xs text-danger" : "text-xs text-dim"}>{label}</span>
    </div>
  );
}

export function standIn({ status, contentType, filename }: ListedAsset): { Icon: LucideIcon; label: string } {
  if (status === "processing") return { Icon: Clock, label: t.processing };
  if (status === "failed") return { Icon: ImageOff, label: t.processingFailed };
  const extension = /\.([a-z0-9]{1,5})$/i.exec(filename ?? "")?.[1]?.toUpperCase();
  if (contentType?.startsWith("video/")) return { Icon: Film, label: extension ?? t.video };
  if (contentType === "application/pdf") return { Icon: FileText, label: "PDF" };
  return { Icon: File, label: extension ?? t.file };
}
