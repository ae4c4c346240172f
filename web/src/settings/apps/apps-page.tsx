import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Blocks } from "lucide-react";
import { useState } from "react";
import { call } from "../../api/call.ts";
import { asking } from "../../api/queries.ts";
import type { Output } from "../../server/operations.ts";
import { appTexts } from "../../texts/apps.ts";
import { Button } from "../../ui/button.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { ago, dayOf } from "../../ui/format.ts";
import { Page } from "../../ui/page.tsx";
import { Empty, Failed, Skeleton } from "../../ui/states.tsx";
import { notify } from "../../ui/toasts.tsx";
import { everyLibrary } from "../every-library.ts";
import { reach } from "../keys/key.ts";
import { useMembership } from "../membership.ts";

type ConnectedApp = Output<"listConnectedApps">[number];

const t = appTexts;

/** The apps that are connected to the organization: all for owners, their own for others. */
export function AppsPage() {
  const { organizationId } = useMembership();
  const { data: apps, error, refetch } = useQuery(asking("listConnectedApps", { organizationId }));
  const [ending, setEnding] = useState<ConnectedApp | null>(null);
  const client = useQueryClient();
  return (
    <Page title={t.title} lead={t.lead}>
      {error && !apps && <Failed error={error} onRetry={refetch} />}
      {!error && !apps && <Skeleton className="h-24" />}
      {apps?.length === 0 && (
        <Empty icon={Blocks} title={t.emptyTitle}>
          {t.empty}
        </Empty>
      )}
      {apps && apps.length > 0 && (
        <ul className="divide-y rounded-xl border bg-card">
          {apps.map((app) => (
            <AppRow key={app.id} app={app} organizationId={organizationId} onEnd={() => setEnding(app)} />
          ))}
        </ul>
      )}
      <Confirm
        open={ending !== null}
        onClose={() => setEnding(null)}
        title={t.disconnectTitle(ending?.name ?? "")}
        action={t.disconnect}
        onConfirm={async () => {
          if (!ending) return;
          await call("disconnectApp", { organizationId, connectionId: ending.id });
          await client.invalidateQueries({ queryKey: ["listConnectedApps"] });
          notify(t.disconnected(ending.name));
        }}
      >
        {t.disconnectLead}
      </Confirm>
    </Page>
  );
}

function AppRow({
  app,
  organizationId,
  onEnd,
}: {
  app: ConnectedApp;
  organizationId: string;
  onEnd(): void;
}) {
  const { data: libraries } = useQuery(everyLibrary(organizationId));
  const lines = [...reach(app, libraries), ...(app.scopes.length > 0 ? [t.memory] : [])];
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3.5">
      <Blocks size={18} className="shrink-0 text-dim" aria-hidden />
      <div className="min-w-48 flex-1">
        <p className="flex flex-wrap items-center gap-x-2.5">
          <span className="font-medium wrap-anywhere">{app.name}</span>
          {app.host && <span className="text-sm text-dim">{app.host}</span>}
        </p>
        <p className="wrap-anywhere">{lines.join(" · ")}</p>
        <p className="mt-0.5 text-sm text-dim wrap-anywhere">
          {[
            `${t.by(app.person.name)} ${t.since(dayOf(app.connectedAt))}`,
            app.lastUsedAt === null ? t.neverUsed : t.used(ago(app.lastUsedAt)),
          ].join(" · ")}
        </p>
      </div>
      <Button small aria-label={t.disconnectNamed(app.name)} onClick={onEnd}>
        {t.disconnect}
      </Button>
    </li>
  );
}
