import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../api/call.ts";
import { asking } from "../api/queries.ts";
import { texts } from "../texts/texts.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { dayOf } from "../ui/format.ts";
import { Section } from "../ui/page.tsx";
import { Failed, Skeleton } from "../ui/states.tsx";
import { notify, notifyProblem } from "../ui/toasts.tsx";
import { Row, Rows } from "./list.tsx";
import { browserOf } from "./user-agent.ts";

const t = texts.account;
const sessionsQuery = asking("listSessions", {});

/** The account's sessions, to sign out of. */
export function Sessions() {
  const { data, error, refetch } = useQuery(sessionsQuery);
  const queryClient = useQueryClient();
  const [endingAll, setEndingAll] = useState(false);
  const invalidate = () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  const end = useMutation({
    mutationFn: (sessionId: string) => call("revokeSession", { sessionId }),
    onSuccess: () => notify(t.sessionEnded),
    onError: notifyProblem,
    onSettled: invalidate,
  });
  const sessions = data?.toSorted(
    (a, b) => Number(b.current) - Number(a.current) || b.lastUsedAt - a.lastUsedAt,
  );
  return (
    <Section
      title={t.sessions}
      lead={t.sessionsLead}
      actions={
        sessions &&
        sessions.length > 1 && (
          <Button small onClick={() => setEndingAll(true)}>
            {t.endOthers}
          </Button>
        )
      }
    >
      {error && !sessions && <Failed error={error} onRetry={refetch} />}
      {!error && !sessions && <Skeleton className="h-16" />}
      {sessions && (
        <Rows>
          {sessions.map(({ id, current, userAgent, ipAddress, createdAt, lastUsedAt }) => (
            <Row
              key={id}
              title={
                <span className="inline-flex flex-wrap items-center gap-x-2">
                  {browserOf(userAgent)}
                  {current && (
                    <span className="rounded-full bg-accent-wash px-2 py-0.5 text-xs font-medium text-accent">
                      {t.here}
                    </span>
                  )}
                </span>
              }
              about={[ipAddress, t.since(dayOf(createdAt)), t.lastUsed(dayOf(lastUsedAt))]
                .filter(Boolean)
                .join(" · ")}
            >
              {!current && (
                <Button
                  small
                  look="quiet"
                  busy={end.isPending && end.variables === id}
                  aria-label={t.endNamed(browserOf(userAgent))}
                  onClick={() => end.mutate(id)}
                >
                  {t.end}
                </Button>
              )}
            </Row>
          ))}
        </Rows>
      )}
      <Confirm
        open={endingAll}
        onClose={() => setEndingAll(false)}
        title={t.endOthersTitle}
        action={t.endOthers}
        onConfirm={async () => {
          const { revoked } = await call("revokeOtherSessions", {});
          await invalidate();
          notify(t.othersEnded(revoked));
        }}
      >
        {t.endOthersLead}
      </Confirm>
    </Section>
  );
}
