import { useParams } from "@tanstack/react-router";
import { Images } from "lucide-react";
import { useState } from "react";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { useTitle } from "../ui/page.tsx";
import { Empty } from "../ui/states.tsx";
import { NewLibrary } from "./new-library.tsx";
import { useRole } from "./role.ts";

const said = texts.shell;

/** An organization without a library. */
export function NoLibraries() {
  const { organizationId } = useParams({ from: "/app/$organizationId" });
  const { isOwner } = useRole(organizationId);
  const [adding, setAdding] = useState(false);
  useTitle(said.libraries);
  return (
    <>
      <Empty
        icon={Images}
        title={said.noLibrariesTitle}
        action={
          isOwner && (
            <Button look="main" onClick={() => setAdding(true)}>
              {said.newLibrary}
            </Button>
          )
        }
      >
        {said.noLibraries}
      </Empty>
      <NewLibrary organizationId={organizationId} open={adding} onClose={() => setAdding(false)} />
    </>
  );
}
