import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { asking } from "../../api/queries.ts";
import { NewLibrary } from "../../organization/create-dialogs.tsx";
import type { Library } from "../../server/operations.ts";
import { texts } from "../../texts/texts.ts";
import { Button } from "../../ui/button.tsx";
import { count } from "../../ui/format.ts";
import { Section } from "../../ui/page.tsx";
import { Failed, Skeleton } from "../../ui/states.tsx";
import { everyLibrary } from "../every-library.ts";
import { DeleteLibrary, RenameLibrary } from "./library-dialogs.tsx";
import { LibraryPrivacy } from "./library-privacy.tsx";
import { LibraryRow } from "./library-row.tsx";

const t = texts.settings;

// More would push the sections below out of reach.
const shownAtFirst = 8;

/** The organization's libraries with their sizes. */
export function LibrariesSection({ organizationId, isOwner }: { organizationId: string; isOwner: boolean }) {
  const { data: libraries, error, refetch } = useQuery(everyLibrary(organizationId));
  const { data: usage } = useQuery(asking("getUsage", { organizationId, days: 30 }));
  const [all, setAll] = useState(false);
  const [adding, setAdding] = useState(false);
  const [renamed, setRenamed] = useState<Library | null>(null);
  const [guarded, setGuarded] = useState<Library | null>(null);
  const [deleted, setDeleted] = useState<Library | null>(null);
  const stored = new Map(usage?.libraries.map(({ libraryId, bytes }) => [libraryId, bytes]));
  return (
    <Section
      title={t.libraries}
      lead={isOwner && t.librariesLead}
      actions={
        isOwner && (
          <Button small onClick={() => setAdding(true)}>
            <Plus size={16} aria-hidden />
            {texts.shell.newLibrary}
          </Button>
        )
      }
    >
      {error && !libraries ? (
        <Failed error={error} onRetry={refetch} />
      ) : libraries?.length === 0 ? (
        <p className="rounded-xl border bg-card px-5 py-6 text-dim">{texts.shell.noLibraries}</p>
      ) : (
        <ul className="divide-y rounded-xl border bg-card">
          {libraries
            ?.slice(0, all ? undefined : shownAtFirst)
            .map((library) => (
              <LibraryRow
                key={library.id}
                organizationId={organizationId}
                library={library}
                bytes={stored.get(library.id)}
                isOwner={isOwner}
                onRename={() => setRenamed(library)}
                onPrivacy={() => setGuarded(library)}
                onDelete={() => setDeleted(library)}
              />
            )) ?? (
            <li className="p-4">
              <Skeleton className="h-11" />
            </li>
          )}
        </ul>
      )}
      {libraries && libraries.length > shownAtFirst && !all && (
        <Button small className="mt-3" onClick={() => setAll(true)}>
          {t.allLibraries(count(libraries.length))}
        </Button>
      )}
      <NewLibrary organizationId={organizationId} open={adding} onClose={() => setAdding(false)} />
      {renamed && (
        <RenameLibrary organizationId={organizationId} library={renamed} onClose={() => setRenamed(null)} />
      )}
      {guarded && (
        <LibraryPrivacy organizationId={organizationId} library={guarded} onClose={() => setGuarded(null)} />
      )}
      {deleted && (
        <DeleteLibrary organizationId={organizationId} library={deleted} onClose={() => setDeleted(null)} />
      )}
    </Section>
  );
}
