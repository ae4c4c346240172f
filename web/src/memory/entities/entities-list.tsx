import { useInfiniteQuery } from "@tanstack/react-query";
import { Users } from "lucide-react";
import { call } from "../../api/call.ts";
import { memoryTexts } from "../../texts/memory.ts";
import { Empty, Failed, Skeleton } from "../../ui/states.tsx";
import { ClosedMemory } from "../closed-memory.tsx";
import { keepOfPerson } from "../keep-of-person.ts";
import { SearchedList, useSearch } from "../searched-list.tsx";
import { useIsClosed } from "../tenant.ts";
import { EntityRow } from "./entity-row.tsx";

const t = memoryTexts;
const atATime = 50;

/** Who and what a person speaks of, those with the most facts first. */
export function EntitiesList({ organizationId, userId }: { organizationId: string; userId: string }) {
  const closed = useIsClosed(organizationId);
  const search = useSearch();
  const { query } = search;
  const entities = useEntities(organizationId, userId, query, closed === false);
  // Facts learned meanwhile move others onto the next page, so pages may overlap.
  const list = entities.data?.pages.flatMap((page) => page.entities);
  const shown = list && [...new Map(list.map((entity) => [entity.name, entity])).values()];
  const { total = 0 } = entities.data?.pages.at(-1) ?? {};
  if (closed) return <ClosedMemory />;
  if (entities.isError && !shown) return <Failed error={entities.error} onRetry={() => entities.refetch()} />;
  if (!shown) return <Skeleton className="h-52" />;
  if (shown.length === 0 && search.isOfAll) {
    return (
      <Empty icon={Users} title={t.noEntities}>
        {t.noEntitiesLead}
      </Empty>
    );
  }
  return (
    <SearchedList
      search={search}
      label={t.searchEntities}
      lengthMax={500}
      status={!entities.isPlaceholderData && (query === "" ? t.entitiesCount : t.entitiesFound)(total)}
      rows={shown.map((entity) => (
        <EntityRow key={entity.name} {...{ organizationId, userId, entity, query }} />
      ))}
      notFound={{ title: t.noEntityFound, lead: t.noEntityFoundLead }}
      list={entities}
    />
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
