import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { type FormEvent, useState } from "react";
import { asking } from "../../api/queries.ts";
import { memoryTexts } from "../../texts/memory.ts";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { Empty, Problem, Skeleton } from "../../ui/states.tsx";
import { ClosedMemory } from "../closed-memory.tsx";
import { keepOfPerson } from "../keep-of-person.ts";
import { useIsClosed } from "../tenant.ts";
import { ContextShown } from "./context-shown.tsx";
import { RecallHit } from "./recall-hit.tsx";

const t = memoryTexts;
const limits = [5, 10, 25, 50] as const;

/** Asks a question like an agent, and shows everything the agent would get. */
export function Recall({ organizationId, userId }: { organizationId: string; userId: string }) {
  const closed = useIsClosed(organizationId);
  const [typed, setTyped] = useState("");
  const [query, setQuery] = useState("");
  const [limit, setLimit] = useState<number>(limits[0]);
  const recalled = useQuery({
    ...asking("queryMemory", { user_id: userId, query, limit }, organizationId),
    placeholderData: keepOfPerson(userId),
    enabled: query !== "" && closed === false,
    gcTime: 0,
  });
  if (closed) return <ClosedMemory />;
  const ask = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() === query) recalled.refetch();
    else setQuery(typed.trim());
  };
  const { memories, facts, context, took_ms: ms } = recalled.data ?? {};
  const best = memories?.[0]?.score ?? 1;
  return (
    <>
      <p className="mb-3 text-dim">{t.recallLead}</p>
      <form onSubmit={ask} className="flex flex-wrap items-end gap-3">
        <TextField
          label={t.question}
          placeholder={t.questionExample}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          maxLength={10_000}
          autoComplete="off"
          className="min-w-0 flex-[1_1_16rem]"
          required
        />
        <SelectField
          label={t.howMany}
          value={limit}
          onChange={(event) => setLimit(Number(event.target.value))}
        >
          {limits.map((n) => (
            <option key={n} value={n}>
              {t.hits(n)}
            </option>
          ))}
        </SelectField>
        <Button type="submit" look="main" busy={recalled.isFetching} disabled={typed.trim() === ""}>
          {t.ask}
        </Button>
      </form>
      {recalled.isError && <Problem error={recalled.error} />}
      <p role="status" className="mt-4 mb-2 min-h-6 text-sm text-dim">
        {memories && ms !== undefined && t.took(memories.length, ms.toFixed(1))}
      </p>
      {query !== "" && recalled.isPending && <Skeleton className="h-64" />}
      {memories?.length === 0 && (
        <Empty icon={SearchX} title={t.nothingRecalled}>
          {t.nothingRecalledLead}
        </Empty>
      )}
      {memories && memories.length > 0 && (
        <ol className="grid gap-3">
          {memories.map((hit) => (
            <RecallHit
              key={hit.interaction_id}
              organizationId={organizationId}
              userId={userId}
              hit={hit}
              question={recalled.data?.query ?? query}
              share={hit.score / best}
            />
          ))}
        </ol>
      )}
      {facts && facts.length > 0 && (
        <section className="mt-8">
          <h2 className="mb-2 font-semibold">{t.knownFacts}</h2>
          <ul className="list-disc pl-5">
            {facts.map(({ fact_id, text }) => (
              <li key={fact_id} className="wrap-anywhere">
                {text}
              </li>
            ))}
          </ul>
        </section>
      )}
      {context && <ContextShown context={context} />}
    </>
  );
}
