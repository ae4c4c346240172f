import { Link, useParams } from "@tanstack/react-router";
import type { Account } from "../server/operations.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { SignInHere, SwitchAccount } from "../sign-in/sign-in-here.tsx";
import { texts } from "../texts/texts.ts";
import { StandalonePage } from "../ui/page.tsx";
import { Failed, Skeleton } from "../ui/states.tsx";
import { AnswerInvitation } from "./answer.tsx";

const t = texts.invitation;

/** The page of an invitation's email. The invitation is for its address, not for everyone with the link. */
export function InvitationPage() {
  const { invitationId } = useParams({ from: "/invitations/$invitationId" });
  const { account, error, retry } = useSignedIn();
  if (error) {
    return (
      <StandalonePage title={t.title}>
        <h1 className="text-3xl font-semibold leading-tight">{t.title}</h1>
        <Failed error={error} onRetry={retry} />
      </StandalonePage>
    );
  }
  if (account === undefined) {
    return (
      <StandalonePage title={t.title}>
        <div role="status" aria-busy="true" aria-label={texts.ui.loading}>
          <Skeleton className="h-9 w-64" />
          <Skeleton className="mt-4 h-24" />
        </div>
      </StandalonePage>
    );
  }
  if (account === null) {
    return (
      <StandalonePage title={t.title}>
        <h1 className="text-3xl font-semibold leading-tight">{t.title}</h1>
        <p className="mb-6 mt-2 text-dim">{t.signInLead}</p>
        <SignInHere to={`/invitations/${invitationId}`} title={t.signIn} />
      </StandalonePage>
    );
  }
  const invitation = account.invitations.find(({ id }) => id === invitationId);
  if (!invitation) return <NotWaiting account={account} />;
  return (
    <StandalonePage title={t.titleTo(invitation.organizationName)}>
      <h1 className="text-3xl font-semibold leading-tight wrap-anywhere">
        {t.titleTo(invitation.organizationName)}
      </h1>
      <p className="mt-2 text-dim wrap-anywhere">{t.lead(invitation.invitedBy, account.email)}</p>
      <p className="mb-6 mt-2">{t.roles[invitation.role]}</p>
      <AnswerInvitation invitation={invitation} />
    </StandalonePage>
  );
}

function NotWaiting({ account: { email, organizations } }: { account: Account }) {
  return (
    <StandalonePage title={t.notWaitingTitle}>
      <h1 className="text-3xl font-semibold leading-tight">{t.notWaitingTitle}</h1>
      <p className="mt-2 text-dim wrap-anywhere">{t.notWaiting(email)}</p>
      <div className="mt-3">
        <SwitchAccount label={t.anotherAddress} />
      </div>
      {organizations.length > 0 && (
        <>
          <h2 className="mb-2 mt-8 font-semibold">{t.yours}</h2>
          <ul className="grid grid-cols-1 gap-1">
            {organizations.map(({ id, name }) => (
              <li key={id}>
                <Link
                  to="/app/$organizationId"
                  params={{ organizationId: id }}
                  className="block truncate rounded-lg border bg-card px-4 py-2.5 hover:bg-wash"
                >
                  {name ?? id}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </StandalonePage>
  );
}
