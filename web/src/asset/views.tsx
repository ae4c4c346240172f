import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FileImage, Plus } from "lucide-react";
import type { Asset } from "../server/operations.ts";
import { texts } from "../texts/texts.ts";
import { chooseFiles } from "../upload/choose-files.ts";
import { type AssetAddress, assetQuery, type Detailed } from "./asset-query.ts";

const t = texts.asset;

/** An asset and its views (other versions), to open and add. */
export function Views({ asset, address, canEdit }: Detailed) {
  const client = useQueryClient();
  const mainAddress = { ...address, assetId: asset.parentId ?? asset.id };
  const { data: main } = useQuery(assetQuery(client, mainAddress));
  const of = asset.parentId === null ? asset : main;
  if (!of || (of.views.length === 0 && !canEdit)) return null;
  const { organizationId, libraryId } = address;
  return (
    <section>
      <h3 className="mb-2 text-sm font-medium">{t.views}</h3>
      <ul className="flex flex-wrap gap-2">
        {of.views.length > 0 && <View view={of} label={t.original} address={address} />}
        {of.views.map((view) => (
          <View key={view.id} view={view} label={view.name ?? view.id} address={address} />
        ))}
        {canEdit && (
          <li>
            <button
              type="button"
              aria-label={t.addView}
              title={t.addView}
              onClick={() => chooseFiles({ organizationId, libraryId, parentId: of.id })}
              className="grid size-18 place-items-center rounded-lg border border-dashed border-edge text-dim hover:bg-wash hover:text-text"
            >
              <Plus size={20} aria-hidden />
            </button>
          </li>
        )}
      </ul>
      {of.views.length === 0 && <p className="mt-2 text-sm text-dim">{t.viewsLead}</p>}
    </section>
  );
}

function View({
  view: { id, thumbUrl },
  label,
  address,
}: {
  view: Pick<Asset, "id" | "thumbUrl">;
  label: string;
  address: AssetAddress;
}) {
  const { organizationId, libraryId, assetId } = address;
  return (
    <li>
      <Link
        to="/app/$organizationId/$libraryId/$assetId"
        params={{ organizationId, libraryId, assetId: id }}
        search={(now) => now}
        replace
        title={label}
        aria-label={label}
        aria-current={id === assetId ? "true" : undefined}
        className="grid size-18 place-items-center overflow-hidden rounded-lg border bg-wash text-dim aria-[current=true]:outline-2 aria-[current=true]:outline-offset-2 aria-[current=true]:outline-accent"
      >
        {thumbUrl ? (
          <img src={thumbUrl} alt="" className="size-full object-cover" />
        ) : (
          <FileImage size={22} aria-hidden />
        )}
      </Link>
    </li>
  );
}
