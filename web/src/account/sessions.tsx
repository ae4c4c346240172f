import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../api/call.ts";
import { asking } from "../api/queries.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { dayOf } from "../ui/format.ts";
import { Section } from "../ui/page.tsx";
import { Failed, Skeleton } from "../ui/states.tsx";
import { tell, tellProblem } from "../ui/toasts.tsx";
import { Row, Rows } from "./list.tsx";
import { browserOf } from "./user-agent.ts";

const said = texts.account;
const sessionsQuery = asking("listSessions", {});

/** Where this account is signed in, with a way to end it there. */
export function Sessions() {
  const { data, error, refetch } = useQuery(sessionsQuery);
  const queryClient = useQueryClient();
  const [endingAll, setEndingAll] = useState(false);
  const readAgain = () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  const end = useMutation({
    mutationFn: (sessionId: string) => call("revokeSession", { sessionId }),
    onSuccess: () => tell(said.sessionEnded),
    onError: tellProblem,
    onSettled: readAgain,
  });
  const sessions = data?.toSorted(
    (a, b) => Number(b.current) - Number(a.current) || b.lastUsedAt - a.lastUsedAt,
  );
  return (
    <Section
      title={said.sessions}
      lead={said.sessionsLead}
      actions={
        sessions &&
        sessions.length > 1 && (
          <Button small onClick={() => setEndingAll(true)}>
            {said.endOthers}
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
                      {said.here}
                    </span>
                  )}
                </span>
              }
              about={[ipAddress, said.since(dayOf(createdAt)), said.lastUsed(dayOf(lastUsedAt))]
                .filter(Boolean)
                .join(" · ")}
            >
              {!current && (
                <Button
                  small
                  look="quiet"
                  busy={end.isPending && end.variables === id}
                  aria-label={said.endNamed(browserOf(userAgent))}
                  onClick={() => end.mutate(id)}
                >
                  {said.end}
                </Button>
              )}
            </Row>
          ))}
        </Rows>
      )}
      <Confirm
        open={endingAll}
        onClose={() => setEndingAll(false)}
        title={said.endOthersTitle}
        action={said.endOthers}
        onConfirm={async () => {
          const { revoked } = await call("revokeOtherSessions", {});
          await readAgain();
          tell(said.othersEnded(revoked));
        }}
      >
        {said.endOthersLead}
      </Confirm>
    </Section>
  );
}
