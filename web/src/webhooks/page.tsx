import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Lock, Plus } from "lucide-react";
import { useState } from "react";
import { asking } from "../api/queries.ts";
import { useRole } from "../session/role.ts";
import { accountQuery } from "../session/session.ts";
import { webhookTexts } from "../texts/webhooks.ts";
import { Button } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { Empty, Failed, Skeleton } from "../ui/states.tsx";
import { Deliveries } from "./deliveries.tsx";
import { Endpoint } from "./endpoint.tsx";
import { EndpointRow } from "./endpoint-row.tsx";
import { SigningSecret } from "./signing-secret.tsx";
import { Verifying } from "./verifying.tsx";
import type { Webhook } from "./webhook.ts";

const t = webhookTexts;
const endpointsMax = 10;

/** An organization's webhooks and their deliveries. */
export function WebhooksPage() {
  const { organizationId } = useParams({ from: "/app/$organizationId/-/webhooks" });
  const { isOwner } = useRole(organizationId);
  const { isPending } = useQuery(accountQuery);
  const list = useQuery({ ...asking("listWebhookEndpoints", {}, organizationId), enabled: isOwner });
  const body = () => {
    if (!isOwner && !isPending) {
      return (
        <Empty icon={Lock} title={t.forOwners}>
          {t.forOwnersLead}
        </Empty>
      );
    }
    if (list.isError && !list.data) return <Failed error={list.error} onRetry={() => list.refetch()} />;
    if (!list.data) return <Skeleton className="h-96" />;
    const { webhooks } = list.data;
    return (
      <>
        <Endpoints organizationId={organizationId} webhooks={webhooks} />
        <Verifying />
        <Deliveries organizationId={organizationId} webhooks={webhooks} />
      </>
    );
  };
  return (
    <Page title={t.title} lead={t.lead}>
      {body()}
    </Page>
  );
}

/** One webhook is shown open, several as rows. */
function Endpoints({ organizationId, webhooks }: { organizationId: string; webhooks: Webhook[] }) {
  const [adding, setAdding] = useState(false);
  const [only, ...more] = webhooks;
  if (!only) return <Endpoint organizationId={organizationId} />;
  return (
    <>
      {more.length === 0 ? (
        <OpenEndpoint organizationId={organizationId} webhook={only} />
      ) : (
        <ul className="mb-6 divide-y overflow-hidden rounded-xl border bg-card">
          {webhooks.map((webhook) => (
            <EndpointRow key={webhook.webhook_id} webhook={webhook}>
              <OpenEndpoint organizationId={organizationId} webhook={webhook} />
            </EndpointRow>
          ))}
        </ul>
      )}
      {adding && (
        <section aria-label={t.addTitle}>
          <h2 className="mb-3 text-lg font-semibold">{t.addTitle}</h2>
          <Endpoint organizationId={organizationId} onDone={() => setAdding(false)} />
        </section>
      )}
      {!adding && webhooks.length < endpointsMax && (
        <Button className="mb-10" onClick={() => setAdding(true)}>
          <Plus size={16} aria-hidden />
          {t.add}
        </Button>
      )}
    </>
  );
}

function OpenEndpoint({ organizationId, webhook }: { organizationId: string; webhook: Webhook }) {
  return (
    <>
      <Endpoint
        key={JSON.stringify([webhook.url, webhook.events])}
        organizationId={organizationId}
        webhook={webhook}
      />
      <SigningSecret organizationId={organizationId} webhook={webhook} />
    </>
  );
}
