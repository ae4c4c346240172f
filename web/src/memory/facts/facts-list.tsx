import { useQuery } from "@tanstack/react-query";
import { Lightbulb } from "lucide-react";
import { texts } from "../../texts/texts.ts";
import { count } from "../../ui/format.ts";
import { Empty, Failed, Skeleton } from "../../ui/states.tsx";
import { ClosedMemory } from "../closed-memory.tsx";
import { useIsClosed } from "../tenant.ts";
import { factsMax, factsQuery } from "./every-fact.ts";
import { FactMatter } from "./fact-matter.tsx";
import { mattersOf } from "./matters.ts";

const t = texts.memory;

/** The facts about a person, by subject and attribute. Former versions follow current ones. */
export function FactsList({ organizationId, userId }: { organizationId: string; userId: string }) {
  const closed = useIsClosed(organizationId);
  const facts = useQuery({ ...factsQuery(organizationId, userId), enabled: closed === false });
  if (closed) return <ClosedMemory />;
  if (facts.isError && !facts.data) return <Failed error={facts.error} onRetry={() => facts.refetch()} />;
  if (!facts.data) return <Skeleton className="h-52" />;
  const subjects = mattersOf(facts.data.facts);
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
      {subjects.map(({ subject, matters }) => (
        <section key={subject} className="mb-8">
          <h2 className="mb-2 font-semibold wrap-anywhere">
            {subject === "user" ? t.aboutPerson : t.about(subject)}
          </h2>
          <ul className="divide-y rounded-xl border bg-card">
            {matters.map((matter) => (
              <FactMatter
                key={matter.attribute}
                organizationId={organizationId}
                userId={userId}
                matter={matter}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
