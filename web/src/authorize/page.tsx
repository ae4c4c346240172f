import { useLocation, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { useSignedIn } from "../session/signed-in.ts";
import { SignInHere } from "../sign-in/sign-in-here.tsx";
import { appTexts } from "../texts/apps.ts";
import { texts } from "../texts/texts.ts";
import { StandalonePage } from "../ui/page.tsx";
import { Failed, Skeleton } from "../ui/states.tsx";
import { ConsentForm } from "./consent-form.tsx";

const t = appTexts;

/**
 * Where an app sends people to connect it. The server has checked and signed the app's request, which is in the query. At
 * `/authorize/sign-in` the person was not signed in when the app asked.
 */
export function AuthorizePage() {
  const { pathname, href } = useLocation();
  const { request, error: reason } = useSearch({ from: "/authorize/{-$step}" });
  const { account, error, retry } = useSignedIn();
  const query = useMemo(() => new URLSearchParams(request && atob(fromBase64url(request))), [request]);
  const asksAgain = account != null && pathname.endsWith("/sign-in");
  useEffect(() => {
    if (asksAgain) location.replace(`/api/auth/oauth2/authorize?${unsigned(query)}`);
  }, [asksAgain, query]);
  const clientId = query.get("client_id");
  if (!request || !clientId) return <Refused reason={reason} />;
  if (error) {
    return (
      <StandalonePage title={t.signIn}>
        <Failed error={error} onRetry={retry} />
      </StandalonePage>
    );
  }
  if (account === undefined || asksAgain) return <Loading />;
  if (account === null) {
    return (
      <StandalonePage title={t.signIn}>
        <h1 className="text-3xl font-semibold leading-tight">{t.signIn}</h1>
        <p className="mb-6 mt-2 text-dim">{t.signInLead}</p>
        <SignInHere to={href} title={texts.signIn.title} />
      </StandalonePage>
    );
  }
  const scopes = query.get("scope")?.split(" ") ?? [];
  return <ConsentForm account={account} clientId={clientId} scopes={scopes} request={request} />;
}

const fromBase64url = (text: string): string => text.replaceAll("-", "+").replaceAll("_", "/");

/** The app's request without what the server signed into it. */
function unsigned(signed: URLSearchParams): string {
  const query = new URLSearchParams(signed);
  for (const name of ["sig", "exp", "ba_iat", "ba_pl", "ba_param"]) query.delete(name);
  return query.toString();
}

const Loading = () => (
  <StandalonePage title={t.signIn}>
    <div role="status" aria-busy="true" aria-label={texts.ui.loading}>
      <Skeleton className="h-9 w-64" />
      <Skeleton className="mt-4 h-40" />
    </div>
  </StandalonePage>
);

const Refused = ({ reason }: { reason: string | undefined }) => (
  <StandalonePage title={t.failedTitle}>
    <h1 className="text-3xl font-semibold leading-tight">{t.failedTitle}</h1>
    <p className="mt-2 text-dim">{t.failed}</p>
    {reason && <p className="mt-2 text-sm text-dim wrap-anywhere">{t.reason(reason)}</p>}
  </StandalonePage>
);
