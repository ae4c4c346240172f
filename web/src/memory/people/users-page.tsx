import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useDeferredValue } from "react";
import { call } from "../../api/call.ts";
import { memoryTexts } from "../../texts/memory.ts";
import { Page } from "../../ui/page.tsx";
import { Failed, Skeleton } from "../../ui/states.tsx";
import { SearchedList, useSearch } from "../searched-list.tsx";
import { HowMemoryBegins } from "./how-memory-begins.tsx";
import { UserRow } from "./user-row.tsx";

const t = memoryTexts;
const atATime = 50;

/** All people that the organization's agents remember. */
export function UsersPage() {
  const { organizationId } = useParams({ from: "/app/$organizationId/-/memory" });
  const search = useSearch();
  const { query } = search;
  const users = useUsers(organizationId, query);
  // New users shift others onto the next page, so pages may overlap.
  const list = useDeferredValue(users.data?.pages.flatMap(({ users }) => users));
  const shown = list && [...new Map(list.map((user) => [user.user_id, user])).values()];
  const { found = 0, searched_all: searchedAll = true } = users.data?.pages.at(-1) ?? {};
  if (users.isError && !shown) {
    return (
      <Page title={t.title}>
        <Failed error={users.error} onRetry={() => users.refetch()} />
      </Page>
    );
  }
  if (search.isOfAll && shown?.length === 0) {
    return (
      <Page title={t.title} lead={t.lead}>
        <HowMemoryBegins organizationId={organizationId} />
      </Page>
    );
  }
  return (
    <Page title={t.title} lead={t.lead}>
      <SearchedList
        search={search}
        label={t.search}
        lengthMax={512}
        status={
          <>
            {shown && (query === "" ? t.people : t.found)(found)}
            {!searchedAll && ` ${t.notAllSearched}`}
          </>
        }
        rows={shown?.map((user) => (
          <UserRow key={user.user_id} organizationId={organizationId} user={user} query={query} />
        ))}
        loading={<UsersSkeleton />}
        notFound={{ title: t.nobodyFound, lead: t.nobodyFoundLead }}
        list={users}
      />
    </Page>
  );
}

function useUsers(organizationId: string, query: string) {
  return useInfiniteQuery({
    queryKey: ["browseUsers", { query }, organizationId],
    queryFn: ({ pageParam, signal }) =>
      call("browseUsers", { query, limit: atATime, offset: pageParam }, { organizationId, signal }),
    initialPageParam: 0,
    getNextPageParam: ({ found }, pages) => (pages.length * atATime < found ? pages.length * atATime : null),
    placeholderData: keepPreviousData,
  });
}

const UsersSkeleton = () => (
  <div className="grid gap-px overflow-hidden rounded-xl border" aria-busy="true">
    {[0, 1, 2, 3, 4, 5].map((row) => (
      <Skeleton key={row} className="h-17 rounded-none" />
    ))}
  </div>
);
