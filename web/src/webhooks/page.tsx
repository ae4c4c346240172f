import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import { asking } from "../api/queries.ts";
import { useRole } from "../session/role.ts";
import { accountQuery } from "../session/session.ts";
import { webhookTexts } from "../texts/webhooks.ts";
import { Page } from "../ui/page.tsx";
import { Empty, Failed, Skeleton } from "../ui/states.tsx";
import { Deliveries } from "./deliveries.tsx";
import { Endpoint } from "./endpoint.tsx";
import { SigningSecret } from "./signing-secret.tsx";
import { Verifying } from "./verifying.tsx";

const t = webhookTexts;

/** An organization's webhook and its deliveries. */
export function WebhooksPage() {
  const { organizationId } = useParams({ from: "/app/$organizationId/-/webhooks" });
  const { isOwner } = useRole(organizationId);
  const { isPending } = useQuery(accountQuery);
  const webhook = useQuery({ ...asking("getOrganizationWebhook", { organizationId }), enabled: isOwner });
  const body = () => {
    if (!isOwner && !isPending) {
      return (
        <Empty icon={Lock} title={t.forOwners}>
          {t.forOwnersLead}
        </Empty>
      );
    }
    if (webhook.isError && !webhook.data)
      return <Failed error={webhook.error} onRetry={() => webhook.refetch()} />;
    if (!webhook.data) return <Skeleton className="h-96" />;
    const exists = webhook.data.secret_hint !== null;
    return (
      <>
        <Endpoint
          key={JSON.stringify([webhook.data.url, webhook.data.events])}
          organizationId={organizationId}
          webhook={webhook.data}
        />
        {exists && <SigningSecret organizationId={organizationId} hint={webhook.data.secret_hint ?? ""} />}
        <Verifying />
        <Deliveries organizationId={organizationId} />
      </>
    );
  };
  return (
    <Page title={t.title} lead={t.lead}>
      {body()}
    </Page>
  );
}
