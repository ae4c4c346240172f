import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ArrowLeft, Trash2 } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { asking } from "../api/queries.ts";
import type { Place } from "../library/assets/change-assets.ts";
import { KnownLibrary } from "../library/known-library.tsx";
import { useRole } from "../session/role.ts";
import { texts } from "../texts/texts.ts";
import { Button, buttonLook } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { Empty, Failed, Skeleton } from "../ui/states.tsx";
import { useChosen } from "./chosen.ts";
import { ChosenBar } from "./chosen-bar.tsx";
import { EmptyTrash } from "./empty-trash.tsx";
import { Pager } from "./pager.tsx";
import { cells, TrashGrid } from "./trash-grid.tsx";

const t = texts.trash;
const pageSize = 100;

/** A library's trash: assets can be restored or permanently deleted. */
export function TrashPage() {
  const place = useParams({ from: "/app/$organizationId/$libraryId/trash" });
  return (
    <KnownLibrary {...place}>
      <Trash {...place} />
    </KnownLibrary>
  );
}

function Trash(place: Place) {
  const { organizationId, libraryId } = place;
  const { canEdit } = useRole(organizationId);
  const { data: libraries } = useQuery(asking("listLibraries", { organizationId }));
  const name = libraries?.find(({ id }) => id === libraryId)?.name ?? libraryId;
  const [page, setPage] = useState(1);
  const [emptying, setEmptying] = useState(false);
  const [purging, setPurging] = useState(false);
  const chosen = useChosen(libraryId);
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...asking("listTrash", { organizationId, libraryId, page, pageSize }),
    placeholderData: keepPreviousData,
    // Others may delete assets, and there is no event for assets that expire.
    refetchOnMount: "always",
  });
  const found = data?.found ?? 0;
  const pages = Math.max(1, Math.ceil(found / pageSize));
  // The last page may have become empty.
  useEffect(() => {
    if (data && !isPlaceholderData && page > pages) setPage(pages);
  }, [data, isPlaceholderData, page, pages]);

  return (
    <>
      <div className="px-4 pt-4 sm:px-8">
        <BackLink
          {...place}
          className="-ml-1 inline-flex max-w-full items-center gap-1.5 rounded px-1 py-1 text-dim hover:text-text"
        >
          <ArrowLeft size={16} className="shrink-0" aria-hidden />
          <span className="truncate">{name}</span>
        </BackLink>
      </div>
      <Page
        wide
        title={t.title}
        lead={found > 0 ? t.lead(found) : undefined}
        actions={
          canEdit &&
          found > 0 && (
            <Button onClick={() => setEmptying(true)}>
              <Trash2 size={17} aria-hidden />
              {t.empty}
            </Button>
          )
        }
      >
        {data ? (
          <div aria-busy={isPlaceholderData} className={isPlaceholderData ? "opacity-60" : ""}>
            {data.assets.length === 0 ? (
              <Empty
                icon={Trash2}
                title={t.nothingTitle}
                action={
                  <BackLink {...place} className={buttonLook()}>
                    {t.back(name)}
                  </BackLink>
                }
              >
                {t.nothing}
              </Empty>
            ) : (
              <TrashGrid
                assets={data.assets}
                chosen={canEdit ? chosen : null}
                onPurge={() => setPurging(true)}
              />
            )}
            {pages > 1 && <Pager page={page} pages={pages} onPage={setPage} />}
          </div>
        ) : (
          <Unread error={error} onRetry={() => refetch()} />
        )}
        {canEdit && (
          <ChosenBar
            {...place}
            chosen={chosen}
            pageIds={data?.assets.map(({ id }) => id) ?? []}
            purging={purging}
            onPurging={setPurging}
          />
        )}
      </Page>
      <EmptyTrash
        {...place}
        name={name}
        found={found}
        open={emptying}
        onClose={() => setEmptying(false)}
        onEmptied={chosen.clear}
      />
    </>
  );
}

const BackLink = ({
  organizationId,
  libraryId,
  className,
  children,
}: Place & { className: string; children: ReactNode }) => (
  <Link to="/app/$organizationId/$libraryId" params={{ organizationId, libraryId }} className={className}>
    {children}
  </Link>
);

const Unread = ({ error, onRetry }: { error: Error | null; onRetry(): void }) =>
  error ? (
    <Failed error={error} onRetry={onRetry} />
  ) : (
    <div className={cells} aria-busy="true">
      {[...Array(12).keys()].map((i) => (
        <Skeleton key={i} className="aspect-square" />
      ))}
    </div>
  );
