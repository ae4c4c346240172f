import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { call } from "../../api/call.ts";
import { memoryTexts } from "../../texts/memory.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { ListEnd } from "../../ui/list-end.tsx";
import { Page } from "../../ui/page.tsx";
import { useSettled } from "../../ui/settled.ts";
import { Empty, Failed, Skeleton } from "../../ui/states.tsx";
import { HowMemoryBegins } from "./how-memory-begins.tsx";
import { UserRow } from "./user-row.tsx";

const t = memoryTexts;
const atATime = 50;
const restMs = 250;

/** All people that the organization's agents remember. */
export function UsersPage() {
  const { organizationId } = useParams({ from: "/app/$organizationId/-/memory" });
  const [typed, setTyped] = useState("");
  const query = useSettled(typed.trim(), restMs);
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
  if (query === "" && typed === "" && shown?.length === 0) {
    return (
      <Page title={t.title} lead={t.lead}>
        <HowMemoryBegins organizationId={organizationId} />
      </Page>
    );
  }
  return (
    <Page title={t.title} lead={t.lead}>
      <TextField
        label={t.search}
        hideLabel
        type="search"
        placeholder={t.search}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        maxLength={512}
        autoComplete="off"
        spellCheck={false}
      />
      <p aria-live="polite" className="mt-3 mb-2 min-h-6 text-sm text-dim">
        {shown && (query === "" ? t.people : t.found)(found)}
        {!searchedAll && ` ${t.notAllSearched}`}
      </p>
      {!shown && <UsersSkeleton />}
      {shown && shown.length > 0 && (
        <ul
          className="divide-y overflow-hidden rounded-xl border bg-card"
          aria-busy={users.isPlaceholderData}
        >
          {shown.map((user) => (
            <UserRow key={user.user_id} organizationId={organizationId} user={user} query={query} />
          ))}
        </ul>
      )}
      {shown?.length === 0 && query !== "" && (
        <Empty
          icon={SearchX}
          title={t.nobodyFound}
          action={<Button onClick={() => setTyped("")}>{t.clearSearch}</Button>}
        >
          <span className="wrap-anywhere">{t.nobodyFoundLead(query)}</span>
        </Empty>
      )}
      {shown && <ListEnd list={users} />}
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
