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

/** A page of a library, where there is such a library; a way on, where there is none. */
export function KnownLibrary({ organizationId, libraryId, children }: Place & { children: ReactNode }) {
  const { data: libraries, isFetching } = useQuery(asking("listLibraries", { organizationId }));
  // "-" is no slug: what stands below it is no library, but a page that there isn't.
  if (libraryId === "-") return <NotFound />;
  // A library that was just made may not be among those that were read before.
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
