import { useParams } from "@tanstack/react-router";
import { DropTarget } from "../upload/drop-target.tsx";
import { KnownLibrary } from "./known-library.tsx";
import { LibraryView } from "./library-view.tsx";

export function LibraryPage() {
  const { organizationId, libraryId } = useParams({ from: "/app/$organizationId/$libraryId" });
  // The key resets all state, such as the selection, for another library.
  return (
    <KnownLibrary organizationId={organizationId} libraryId={libraryId}>
      <DropTarget organizationId={organizationId} libraryId={libraryId}>
        <LibraryView
          key={`${organizationId}/${libraryId}`}
          organizationId={organizationId}
          libraryId={libraryId}
        />
      </DropTarget>
    </KnownLibrary>
  );
}
