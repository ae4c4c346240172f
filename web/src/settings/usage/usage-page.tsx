import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { askingSmoothly } from "../../api/queries.ts";
import { auditTexts } from "../../texts/audit.ts";
import { texts } from "../../texts/texts.ts";
import { count } from "../../ui/format.ts";
import { Card, Page, Section } from "../../ui/page.tsx";
import { Failed, Skeleton } from "../../ui/states.tsx";
import { useMembership } from "../membership.ts";
import { Segments } from "../segments.tsx";
import { DayChart } from "./day-chart.tsx";
import { Shares } from "./shares.tsx";
import { StorageCard } from "./storage-card.tsx";

const t = texts.usage;
type Days = keyof typeof t.ranges;
const ranges = (["7", "30", "90", "365"] as const).map((days) => [days, t.ranges[days]] as const);

/** The organization's storage and requests, for all members. */
export function UsagePage() {
  const { organizationId } = useMembership();
  const [days, setDays] = useState<Days>("30");
  const asked = askingSmoothly("getUsage", { organizationId, days: Number(days) });
  const { data: usage, error, refetch } = useQuery(asked);
  if (error && !usage) {
    return (
      <Page title={texts.settings.usage}>
        <Failed error={error} onRetry={refetch} />
      </Page>
    );
  }
  const total = usage?.requests.total ?? 0;
  return (
    <Page title={texts.settings.usage} lead={t.lead}>
      {usage ? <StorageCard usage={usage} /> : <Skeleton className="mb-10 h-52" />}
      <Section
        title={t.byDay}
        lead={t.byDayLead}
        actions={<Segments<Days> label={t.range} options={ranges} value={days} onValue={setDays} />}
      >
        {!usage ? (
          <Skeleton className="h-72" />
        ) : total === 0 ? (
          <Card className="grid h-72 content-center justify-items-center text-center">
            <h3 className="font-semibold">{t.noRequestsTitle}</h3>
            <p className="max-w-sm text-dim">{t.noRequests}</p>
          </Card>
        ) : (
          <DayChart days={usage.requests.byDay} total={total} />
        )}
      </Section>
      {usage && total > 0 && (
        <div className="grid gap-x-8 md:grid-cols-2">
          <Section title={t.byKey}>
            <Shares
              label={t.byKey}
              of={t.keyName}
              amount={t.requests}
              rows={usage.requests.byKey.map(({ keyId, name, requests }) => ({
                id: keyId ?? "",
                name: keyId === null ? t.people : name,
                amount: requests,
                text: count(requests),
              }))}
            />
          </Section>
          <Section title={t.byTransport}>
            <Shares
              label={t.byTransport}
              of={auditTexts.transport}
              amount={t.requests}
              rows={usage.requests.byTransport.map(({ transport, requests }) => ({
                id: transport,
                name: transports[transport] ?? transport,
                amount: requests,
                text: count(requests),
              }))}
            />
          </Section>
        </div>
      )}
    </Page>
  );
}

const transports: Record<string, string> = t.transports;
