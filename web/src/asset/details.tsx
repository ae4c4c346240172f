import { TriangleAlert, X } from "lucide-react";
import { texts } from "../texts/texts.ts";
import { IconButton } from "../ui/button.tsx";
import { AssetApproval } from "./approval.tsx";
import type { Detailed } from "./asset-query.ts";
import { Camera } from "./camera.tsx";
import { Description } from "./description.tsx";
import { Duplicates } from "./duplicates.tsx";
import { Facts } from "./facts.tsx";
import { Links } from "./links.tsx";
import { AssetTags } from "./tags.tsx";
import { Views } from "./views.tsx";

/** The details of an asset: a side panel, or a sheet on phones. */
export function Details({
  asset,
  address,
  canEdit,
  onClose,
}: Detailed & { onClose?: (() => void) | undefined }) {
  return (
    <aside
      aria-label={texts.asset.details}
      className="z-10 flex flex-col overflow-y-auto overscroll-contain bg-paper px-5 pb-8 max-md:absolute max-md:inset-x-0 max-md:bottom-0 max-md:max-h-[75%] max-md:rounded-t-2xl max-md:border-t max-md:shadow-lift md:w-88 md:shrink-0 md:border-l"
    >
      <div className="sticky top-0 z-20 -mx-5 mb-1 flex items-center justify-between bg-paper py-2 pl-5 pr-2 md:pt-4">
        <h2 className="text-lg font-semibold">{texts.asset.details}</h2>
        {onClose && (
          <IconButton label={texts.ui.close} onClick={onClose}>
            <X size={18} aria-hidden />
          </IconButton>
        )}
      </div>
      <div className="grid grid-cols-1 gap-6">
        {asset.warning && (
          <p className="flex gap-2.5 rounded-lg bg-wash px-3 py-2.5 text-sm text-dim">
            <TriangleAlert size={16} aria-hidden className="mt-0.5 shrink-0" />
            <span>{asset.warning}</span>
          </p>
        )}
        <Description asset={asset} address={address} canEdit={canEdit} />
        <AssetTags asset={asset} address={address} canEdit={canEdit} />
        <AssetApproval asset={asset} address={address} canEdit={canEdit} />
        <Links asset={asset} address={address} />
        <Views asset={asset} address={address} canEdit={canEdit} />
        <Facts asset={asset} />
        <Duplicates address={address} />
        <Camera asset={asset} address={address} />
      </div>
    </aside>
  );
}
