import { useQuery } from "@tanstack/react-query";
import { Lightbulb } from "lucide-react";
import { memoryTexts } from "../../texts/memory.ts";
import { count } from "../../ui/format.ts";
import { Empty, Failed, Skeleton } from "../../ui/states.tsx";
import { ClosedMemory } from "../closed-memory.tsx";
import { useIsClosed } from "../tenant.ts";
import { AttributeFacts } from "./attribute-facts.tsx";
import { factsMax, factsQuery } from "./every-fact.ts";
import { groupFacts } from "./group-facts.ts";

const t = memoryTexts;

/** The facts about a person, by subject and attribute. Former versions follow current ones. */
export function FactsList({ organizationId, userId }: { organizationId: string; userId: string }) {
  const closed = useIsClosed(organizationId);
  const facts = useQuery({ ...factsQuery(organizationId, userId), enabled: closed === false });
  if (closed) return <ClosedMemory />;
  if (facts.isError && !facts.data) return <Failed error={facts.error} onRetry={() => facts.refetch()} />;
  if (!facts.data) return <Skeleton className="h-52" />;
  const subjects = groupFacts(facts.data.facts);
  if (subjects.length === 0) {
    return (
      <Empty icon={Lightbulb} title={t.noFacts}>
        {t.noFactsLead}
      </Empty>
    );
  }
  return (
    <>
      {facts.data.total > factsMax && (
        <p className="mb-4 text-sm text-dim">{t.onlyNewestFacts(count(factsMax))}</p>
      )}
      {subjects.map(({ subject, groups }) => (
        <section key={subject} className="mb-8">
          <h2 className="mb-2 font-semibold wrap-anywhere">
            {subject === "user" ? t.aboutPerson : t.about(subject)}
          </h2>
          <ul className="divide-y rounded-xl border bg-card">
            {groups.map((group) => (
              <AttributeFacts
                key={group.attribute}
                organizationId={organizationId}
                userId={userId}
                group={group}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
