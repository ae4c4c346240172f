import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { ImageOff } from "lucide-react";
import { useRef } from "react";
import { Refused } from "../api/call.ts";
import { useNeighbours } from "../library/assets/neighbours.ts";
import { texts } from "../texts/texts.ts";
import { buttonLook } from "../ui/button.tsx";
import { useTitle } from "../ui/page.tsx";
import { Empty, Failed } from "../ui/states.tsx";
import { type AssetAddress, assetQuery } from "./asset-query.ts";
import { AssetLoading, AssetNotice, AssetOverlay, useCloseAsset } from "./overlay.tsx";
import { usePreload } from "./preload.ts";
import { Viewer } from "./viewer.tsx";

const t = texts.asset;
const from = "/app/$organizationId/$libraryId/$assetId";

/** One asset, over the grid it was opened from. The grid stays mounted. */
export function AssetPage() {
  const address = useParams({ from });
  const filter = useSearch({ from });
  const { organizationId, libraryId, assetId } = address;
  const client = useQueryClient();
  const navigate = useNavigate();
  const content = useRef<HTMLDivElement>(null);
  const query = useQuery(assetQuery(client, address, { organizationId, libraryId, filter }));
  const { data: asset, error, refetch } = query;
  const neighbours = useNeighbours(organizationId, libraryId, filter, asset?.parentId ?? assetId);
  usePreload(neighbours.next);
  useTitle(asset?.name || t.untitled);

  const go = (id: string) =>
    navigate({ to: from, params: { ...address, assetId: id }, search: filter, replace: true });
  const close = useCloseAsset();

  const gone = error instanceof Refused && error.code === "RESOURCE_NOT_FOUND";
  const shown = gone ? undefined : asset;
  return (
    <AssetOverlay content={content} ownsEscape={shown !== undefined}>
      {shown ? (
        <Viewer
          asset={shown}
          address={address}
          neighbours={neighbours}
          onGo={go}
          onClose={close}
          content={content}
        />
      ) : error ? (
        <AssetNotice title={gone ? t.goneTitle : texts.ui.failed} busy={false}>
          {gone ? <Gone address={address} /> : <Failed error={error} onRetry={() => refetch()} />}
        </AssetNotice>
      ) : (
        <AssetLoading />
      )}
    </AssetOverlay>
  );
}

function Gone({ address: { organizationId, libraryId } }: { address: AssetAddress }) {
  const params = { organizationId, libraryId };
  return (
    <Empty
      icon={ImageOff}
      title={t.goneTitle}
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <Link to="/app/$organizationId/$libraryId" params={params} className={buttonLook("main")}>
            {t.close}
          </Link>
          <Link to="/app/$organizationId/$libraryId/trash" params={params} className={buttonLook()}>
            {t.seeTrash}
          </Link>
        </div>
      }
    >
      {t.gone}
    </Empty>
  );
}
