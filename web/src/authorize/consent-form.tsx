import { useQuery } from "@tanstack/react-query";
import { decideOnApp } from "../api/auth.ts";
import { asking } from "../api/queries.ts";
import type { Account } from "../server/operations.ts";
import { appTexts } from "../texts/apps.ts";
import { StandalonePage } from "../ui/page.tsx";
import { Failed, Skeleton } from "../ui/states.tsx";
import { AppRequest } from "./app-request.tsx";

const t = appTexts;

/** Asks a person what an app may do, and sends them back to the app. */
export function ConsentForm({
  account,
  clientId,
  scopes,
  request,
}: {
  account: Account;
  clientId: string;
  scopes: readonly string[];
  request: string;
}) {
  const { data: app, error, refetch } = useQuery({ ...asking("getApp", { clientId }), retry: false });
  const decide = async (connectionId: string | undefined) => {
    location.replace(await decideOnApp(request, connectionId));
    // The page stays until the browser has left it.
    await new Promise(() => {});
  };
  return (
    <StandalonePage title={app ? t.ask(app.name) : t.signIn}>
      {error && <Failed error={error} onRetry={refetch} />}
      {!error && !app && <Skeleton className="h-40" />}
      {app && (
        <AppRequest
          account={account}
          app={app}
          scopes={scopes}
          back={app.redirectHosts.join(", ")}
          onDecide={decide}
        />
      )}
    </StandalonePage>
  );
}
