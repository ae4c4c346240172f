import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { RefreshCw, Send } from "lucide-react";
import { useState } from "react";
import { call } from "../api/call.ts";
import type { Input } from "../server/operations.ts";
import { webhookTexts } from "../texts/webhooks.ts";
import { Button } from "../ui/button.tsx";
import { SelectField } from "../ui/field.tsx";
import { count } from "../ui/format.ts";
import { ListEnd } from "../ui/list-end.tsx";
import { Section } from "../ui/page.tsx";
import { Empty, Failed, Skeleton } from "../ui/states.tsx";
import { DeliveryRow } from "./delivery-row.tsx";
import { type Delivery, type EventName, eventNames, type Webhook } from "./webhook.ts";

const t = webhookTexts;
const atATime = 25;
// Polling interval while a delivery is pending.
const waitingMs = 5_000;

type Asked = Pick<Input<"listOrganizationDeliveries">, "status" | "event">;
const statuses = Object.keys(t.statuses) as Delivery["status"][];

/** Deliveries, newest first. */
export function Deliveries({ organizationId, webhooks }: { organizationId: string; webhooks: Webhook[] }) {
  const [asked, setAsked] = useState<Asked>({});
  const log = useDeliveries(organizationId, asked);
  const all = log.data?.pages.flatMap(({ deliveries }) => deliveries);
  // New events shift others onto the next page, so pages may overlap.
  const shown = all && [...new Map(all.map((delivery) => [delivery.delivery_id, delivery])).values()];
  const total = log.data?.pages.at(-1)?.total ?? 0;
  const narrowed = asked.status !== undefined || asked.event !== undefined;
  return (
    <Section
      title={t.log}
      lead={t.logLead}
      actions={
        <Button small busy={log.isRefetching && !log.isFetchingNextPage} onClick={() => log.refetch()}>
          <RefreshCw size={15} aria-hidden />
          {t.refresh}
        </Button>
      }
    >
      <div className="mb-3 flex flex-wrap gap-3">
        <SelectField
          label={t.status}
          value={asked.status ?? ""}
          onChange={({ target }) =>
            setAsked(withOrWithout(asked, "status", target.value as Delivery["status"] | ""))
          }
        >
          <option value="">{t.all}</option>
          {statuses.map((status) => (
            <option key={status} value={status}>
              {t.statuses[status]}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t.event}
          value={asked.event ?? ""}
          onChange={({ target }) => setAsked(withOrWithout(asked, "event", target.value as EventName | ""))}
        >
          <option value="">{t.all}</option>
          {eventNames.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </SelectField>
      </div>
      {log.isError && !shown && <Failed error={log.error} onRetry={() => log.refetch()} />}
      {!shown && !log.isError && <Skeleton className="h-52" />}
      {shown?.length === 0 && (
        <Empty icon={Send} title={narrowed ? t.noneMatch : t.noDeliveries}>
          {narrowed ? t.noneMatchLead : t.noDeliveriesLead}
        </Empty>
      )}
      {shown && shown.length > 0 && (
        <>
          <ul className="divide-y overflow-hidden rounded-xl border bg-card">
            {shown.map((delivery) => (
              <DeliveryRow
                key={delivery.delivery_id}
                organizationId={organizationId}
                delivery={delivery}
                to={webhooks.length > 1 ? receiverOf(webhooks, delivery) : undefined}
              />
            ))}
          </ul>
          <p className="mt-3 text-center text-sm text-dim" aria-live="polite">
            {t.shown(count(shown.length), count(total))}
          </p>
          <ListEnd list={log} />
        </>
      )}
    </Section>
  );
}

/** The host that a delivery goes to, to tell several webhooks apart. */
function receiverOf(webhooks: readonly Webhook[], { webhook_id }: Delivery): string {
  const webhook = webhooks.find((one) => one.webhook_id === webhook_id);
  if (!webhook) return t.deletedEndpoint;
  return webhook.url === null ? t.pausedUrl : new URL(webhook.url).host;
}

function withOrWithout<Field extends keyof Asked>(
  asked: Asked,
  field: Field,
  value: Asked[Field] | "",
): Asked {
  const { [field]: _, ...others } = asked;
  return (value === "" ? others : { ...others, [field]: value }) as Asked;
}

function useDeliveries(organizationId: string, asked: Asked) {
  return useInfiniteQuery({
    queryKey: ["listOrganizationDeliveries", { organizationId, ...asked }],
    queryFn: ({ pageParam: offset, signal }) =>
      call("listOrganizationDeliveries", { organizationId, ...asked, limit: atATime, offset }, { signal }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => (pages.length * atATime < total ? pages.length * atATime : null),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => {
      const newest = state.data?.pages[0]?.deliveries ?? [];
      return newest.some(({ status }) => status === "pending") ? waitingMs : false;
    },
  });
}
