import { useQueryClient } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { webhookTexts } from "../texts/webhooks.ts";
import { notify } from "../ui/toasts.tsx";
import type { EventName, Webhook } from "./webhook.ts";

const t = webhookTexts;

/** Adds, changes and removes webhooks, and shows the result on the page. */
export function useEndpoint(organizationId: string) {
  const queryClient = useQueryClient();
  const done = async (notice: string) => {
    const names = ["listWebhookEndpoints", "listOrganizationDeliveries", "getTenant"];
    await Promise.all(names.map((name) => queryClient.invalidateQueries({ queryKey: [name] })));
    notify(notice);
  };
  return {
    async add(url: string, events: EventName[]) {
      await call("createWebhookEndpoint", { url, events }, { organizationId });
      await done(t.created);
    },
    async set(
      { webhook_id }: Webhook,
      change: { url?: string | null; events?: EventName[] },
      notice: string,
    ) {
      await call("updateWebhookEndpoint", { webhook_id, ...change }, { organizationId });
      await done(notice);
    },
    async remove({ webhook_id }: Webhook) {
      await call("deleteWebhookEndpoint", { webhook_id }, { organizationId });
      await done(t.removed);
    },
  };
}
