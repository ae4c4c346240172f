import { useInfiniteQuery } from "@tanstack/react-query";
import { SearchX, Users } from "lucide-react";
import { useState } from "react";
import { call } from "../../api/call.ts";
import { memoryTexts } from "../../texts/memory.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { ListEnd } from "../../ui/list-end.tsx";
import { useSettled } from "../../ui/settled.ts";
import { Empty, Failed, Skeleton } from "../../ui/states.tsx";
import { ClosedMemory } from "../closed-memory.tsx";
import { keepOfPerson } from "../keep-of-person.ts";
import { useIsClosed } from "../tenant.ts";
import { EntityRow } from "./entity-row.tsx";

const t = memoryTexts;
const atATime = 50;
const restMs = 250;

/** Who and what a person speaks of, those with the most facts first. */
export function EntitiesList({ organizationId, userId }: { organizationId: string; userId: string }) {
  const closed = useIsClosed(organizationId);
  const [typed, setTyped] = useState("");
  const query = useSettled(typed.trim(), restMs);
  const entities = useEntities(organizationId, userId, query, closed === false);
  // Facts learned meanwhile move others onto the next page, so pages may overlap.
  const list = entities.data?.pages.flatMap((page) => page.entities);
  const shown = list && [...new Map(list.map((entity) => [entity.name, entity])).values()];
  const { total = 0 } = entities.data?.pages.at(-1) ?? {};
  if (closed) return <ClosedMemory />;
  if (entities.isError && !shown) return <Failed error={entities.error} onRetry={() => entities.refetch()} />;
  if (!shown) return <Skeleton className="h-52" />;
  if (shown.length === 0 && query === "" && typed === "") {
    return (
      <Empty icon={Users} title={t.noEntities}>
        {t.noEntitiesLead}
      </Empty>
    );
  }
  return (
    <>
      <TextField
        label={t.searchEntities}
        hideLabel
        type="search"
        placeholder={t.searchEntities}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        maxLength={500}
        autoComplete="off"
        spellCheck={false}
      />
      <p aria-live="polite" className="mt-3 mb-2 min-h-6 text-sm text-dim">
        {!entities.isPlaceholderData && (query === "" ? t.entitiesCount : t.entitiesFound)(total)}
      </p>
      {shown.length > 0 && (
        <ul
          className="divide-y overflow-hidden rounded-xl border bg-card"
          aria-busy={entities.isPlaceholderData}
        >
          {shown.map((entity) => (
            <EntityRow
              key={entity.name}
              organizationId={organizationId}
              userId={userId}
              entity={entity}
              query={query}
            />
          ))}
        </ul>
      )}
      {shown.length === 0 && (
        <Empty
          icon={SearchX}
          title={t.noEntityFound}
          action={<Button onClick={() => setTyped("")}>{t.clearSearch}</Button>}
        >
          <span className="wrap-anywhere">{t.noEntityFoundLead(query)}</span>
        </Empty>
      )}
      <ListEnd list={entities} />
    </>
  );
}

function useEntities(organizationId: string, userId: string, query: string, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ["listEntities", { user_id: userId, query }, organizationId],
    queryFn: ({ pageParam: offset, signal }) =>
      call("listEntities", { user_id: userId, query, limit: atATime, offset }, { organizationId, signal }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => (pages.length * atATime < total ? pages.length * atATime : null),
    placeholderData: keepOfPerson(userId),
    enabled,
  });
}
