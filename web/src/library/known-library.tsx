import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import type { ReactNode } from "react";
import { asking } from "../api/queries.ts";
import { texts } from "../texts/texts.ts";
import { buttonLook } from "../ui/button.tsx";
import { useTitle } from "../ui/page.tsx";
import { NotFound } from "../ui/page-states.tsx";
import { Empty } from "../ui/states.tsx";
import type { Place } from "./assets/change-assets.ts";

/** Shows the children if the library exists, otherwise a "not found" page. */
export function KnownLibrary({ organizationId, libraryId, children }: Place & { children: ReactNode }) {
  const { data: libraries, isFetching } = useQuery(asking("listLibraries", { organizationId }));
  // "-" is not a slug, so paths below it are unknown pages and not libraries.
  if (libraryId === "-") return <NotFound />;
  // A library that was just created may be missing in the cached list.
  const isUnknown = libraries && !isFetching && !libraries.some(({ id }) => id === libraryId);
  return isUnknown ? <NoSuchLibrary organizationId={organizationId} /> : children;
}

function NoSuchLibrary({ organizationId }: { organizationId: string }) {
  useTitle(texts.ui.noLibraryTitle);
  return (
    <Empty
      page
      icon={Compass}
      title={texts.ui.noLibraryTitle}
      action={
        <Link to="/app/$organizationId" params={{ organizationId }} className={buttonLook()}>
          {texts.ui.home}
        </Link>
      }
    >
      {texts.ui.noLibrary}
    </Empty>
  );
}
