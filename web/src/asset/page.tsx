import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { ArrowLeft, ImageOff } from "lucide-react";
import { Dialog } from "radix-ui";
import { useEffect, useRef } from "react";
import { Refused } from "../api/call.ts";
import { useNeighbours } from "../library/assets/neighbours.ts";
import { texts } from "../texts/texts.ts";
import { buttonLook, IconButton } from "../ui/button.tsx";
import { useTitle } from "../ui/page.tsx";
import { Empty, Failed, Skeleton } from "../ui/states.tsx";
import { type AssetAddress, assetQuery } from "./asset-query.ts";
import { usePreload } from "./preload.ts";
import { Viewer } from "./viewer.tsx";

const t = texts.asset;
const from = "/app/$organizationId/$libraryId/$assetId";

/** One asset, over the grid that it was opened from, which stays as it was beneath. */
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
  const close = () =>
    navigate({
      to: "/app/$organizationId/$libraryId",
      params: { organizationId, libraryId },
      search: filter,
      replace: true,
    });
  // The grid takes the keyboard back at the asset that was left; what isn't in it leaves the keyboard to the page.
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement === document.body) document.getElementById("content")?.focus();
      });
    },
    [],
  );

  const gone = error instanceof Refused && error.code === "RESOURCE_NOT_FOUND";
  return (
    // Not modal: what it covers is inert, but uploads and notices that lie over it can be reached.
    <Dialog.Root open modal={false} onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Content
          ref={content}
          aria-describedby={undefined}
          tabIndex={-1}
          className="fixed inset-0 z-30 flex flex-col bg-paper outline-none"
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            content.current?.focus();
          }}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => event.preventDefault()}
          // The viewer decides what it closes first.
          onEscapeKeyDown={(event) => asset && !gone && event.preventDefault()}
        >
          {asset && !gone ? (
            <Viewer
              asset={asset}
              address={address}
              neighbours={neighbours}
              onGo={go}
              onClose={close}
              content={content}
            />
          ) : (
            <>
              <header className="flex h-14 shrink-0 items-center gap-2 border-b px-2">
                <IconButton label={t.close} onClick={close}>
                  <ArrowLeft size={19} aria-hidden />
                </IconButton>
                <Dialog.Title className="sr-only">{gone ? t.goneTitle : texts.ui.loading}</Dialog.Title>
              </header>
              <div className="grid flex-1 content-center overflow-y-auto" aria-busy={!error}>
                {gone ? (
                  <Gone address={address} />
                ) : error ? (
                  <Failed error={error} onRetry={() => refetch()} />
                ) : (
                  <Skeleton className="m-6 h-[70dvh]" />
                )}
              </div>
            </>
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
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
