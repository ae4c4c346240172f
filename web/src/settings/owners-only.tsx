import { Link } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { texts } from "../texts/texts.ts";
import { buttonLook } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { Empty } from "../ui/states.tsx";
import { useMembership } from "./membership.ts";

const t = texts.settings;

/** A page for owners. Others see a notice with a link to the members. */
export function OwnersOnly({ title, children }: { title: string; children: ReactNode }) {
  const { organizationId, isOwner } = useMembership();
  if (isOwner) return children;
  return (
    <Page title={title}>
      <Empty
        icon={Lock}
        title={t.ownersOnly}
        action={
          <Link
            to="/app/$organizationId/-/settings/members"
            params={{ organizationId }}
            className={buttonLook()}
          >
            {t.seeMembers}
          </Link>
        }
      >
        {t.ownersOnlyLead}
      </Empty>
    </Page>
  );
}
