import { useParams } from "@tanstack/react-router";
import { Images } from "lucide-react";
import { useState } from "react";
import { useRole } from "../session/role.ts";
import { texts } from "../texts/texts.ts";
import { Button } from "../ui/button.tsx";
import { useTitle } from "../ui/page.tsx";
import { Empty } from "../ui/states.tsx";
import { NewLibrary } from "./create-dialogs.tsx";

const t = texts.shell;

/** Shown if the organization has no library. */
export function NoLibraries() {
  const { organizationId } = useParams({ from: "/app/$organizationId" });
  const { isOwner } = useRole(organizationId);
  const [adding, setAdding] = useState(false);
  useTitle(t.libraries);
  return (
    <>
      <Empty
        icon={Images}
        title={t.noLibrariesTitle}
        action={
          isOwner && (
            <Button look="main" onClick={() => setAdding(true)}>
              {t.newLibrary}
            </Button>
          )
        }
      >
        {t.noLibraries}
      </Empty>
      <NewLibrary organizationId={organizationId} open={adding} onClose={() => setAdding(false)} />
    </>
  );
}
