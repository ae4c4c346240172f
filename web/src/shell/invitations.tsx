import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { accountQuery } from "../session/session.ts";
import { texts } from "../texts/texts.ts";

const t = texts.shell;

/** Open invitations in the navigation. */
export function WaitingInvitations({ onNavigate }: { onNavigate?: (() => void) | undefined }) {
  const { data: account } = useQuery(accountQuery);
  const [first, ...others] = account?.invitations ?? [];
  if (!first) return null;
  return (
    <div className="mb-2 rounded-lg border bg-card p-3 text-sm">
      <p className="wrap-anywhere">{t.invited(first.invitedBy, first.organizationName)}</p>
      <Link
        to="/invitations/$invitationId"
        params={{ invitationId: first.id }}
        onClick={onNavigate}
        className="mt-1 inline-block py-0.5 text-accent underline underline-offset-4"
      >
        {t.seeInvitation}
      </Link>
      {others.length > 0 && (
        <Link
          to="/account"
          onClick={onNavigate}
          className="mt-0.5 block py-0.5 text-accent underline underline-offset-4"
        >
          {t.moreInvitations(others.length)}
        </Link>
      )}
    </div>
  );
}
