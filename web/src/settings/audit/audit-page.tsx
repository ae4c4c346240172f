import { useInfiniteQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { useState } from "react";
import { auditTexts } from "../../texts/audit.ts";
import { texts } from "../../texts/texts.ts";
import { Button } from "../../ui/button.tsx";
import { ListEnd } from "../../ui/list-end.tsx";
import { Page } from "../../ui/page.tsx";
import { Empty, Failed, Skeleton } from "../../ui/states.tsx";
import { useMembership } from "../membership.ts";
import { OwnersOnly } from "../owners-only.tsx";
import { AuditDays } from "./audit-days.tsx";
import { AuditFilters } from "./audit-filters.tsx";
import { auditEntries, type Filters, isFiltered, noFilters } from "./audit-query.ts";
import { useKnown } from "./known.ts";

const t = auditTexts;

/** The audit log, for owners. */
export const AuditPage = () => (
  <OwnersOnly title={texts.settings.audit}>
    <Audit />
  </OwnersOnly>
);

function Audit() {
  const { organizationId } = useMembership();
  const [filters, setFilters] = useState<Filters>(noFilters);
  const log = useInfiniteQuery(auditEntries(organizationId, filters));
  const entries = log.data?.pages.flatMap((page) => page.entries);
  const known = useKnown(organizationId, entries);
  return (
    <Page title={texts.settings.audit} lead={t.lead}>
      <AuditFilters known={known} filters={filters} onFilters={setFilters} />
      {log.error && !entries ? (
        <Failed error={log.error} onRetry={log.refetch} />
      ) : !entries ? (
        <div className="grid gap-2">
          {[0, 1, 2, 3, 4, 5].map((row) => (
            <Skeleton key={row} className="h-12" />
          ))}
        </div>
      ) : entries.length === 0 ? (
        <Nothing filtered={isFiltered(filters)} onClear={() => setFilters(noFilters)} />
      ) : (
        <div aria-busy={log.isPlaceholderData} className={log.isPlaceholderData ? "opacity-60" : ""}>
          <AuditDays entries={entries} known={known} />
          <ListEnd list={log} label={t.more} />
          {!log.hasNextPage && <p className="mt-6 text-center text-dim">{t.end}</p>}
        </div>
      )}
    </Page>
  );
}

function Nothing({ filtered, onClear }: { filtered: boolean; onClear(): void }) {
  if (!filtered) {
    return (
      <Empty icon={ScrollText} title={t.emptyTitle}>
        {t.empty}
      </Empty>
    );
  }
  return (
    <Empty icon={ScrollText} title={t.noneTitle} action={<Button onClick={onClear}>{t.clear}</Button>}>
      {t.none}
    </Empty>
  );
}
