import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useLocation, useParams } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import { call, Refused } from "../../api/call.ts";
import { asking } from "../../api/queries.ts";
import { memoryTexts } from "../../texts/memory.ts";
import { buttonLook } from "../../ui/button.tsx";
import { useTitle } from "../../ui/page.tsx";
import { Empty, Failed, Skeleton } from "../../ui/states.tsx";
import { ClosedMemory } from "../closed-memory.tsx";
import { Crumbs } from "../crumbs.tsx";
import { keepOfPerson } from "../keep-of-person.ts";
import { NotRemembered } from "../not-remembered.tsx";
import { useIsClosed } from "../tenant.ts";
import { EntityShown } from "./entity-shown.tsx";
import { nameIn } from "./name-in-hash.ts";

const t = memoryTexts;
const from = "/app/$organizationId/-/memory/$userId/mention";
const atATime = 20;

/** Someone or something that a person speaks of: its facts, and the exchanges that name it. */
export function EntityPage() {
  const { organizationId, userId } = useParams({ from });
  const name = nameIn(useLocation().hash);
  const place = { organizationId, userId };
  const closed = useIsClosed(organizationId);
  const user = useQuery(asking("getUser", { user_id: userId }, organizationId));
  const entity = useEntity(organizationId, userId, name, closed === false);
  const [newest] = entity.data?.pages ?? [];
  useTitle(newest?.name ?? name ?? t.title);
  if (isMissing(user.error)) return <NotRemembered organizationId={organizationId} />;
  const refused = user.data ? undefined : user.error;
  if (refused) return <Failed error={refused} onRetry={() => user.refetch()} />;
  return (
    <div className="mx-auto w-full max-w-4xl px-4 py-6 sm:px-8">
      <Crumbs {...place} section="entities" />
      {closed ? <ClosedMemory /> : <Content {...place} name={name} entity={entity} />}
    </div>
  );
}

function Content({
  name,
  entity,
  ...place
}: {
  organizationId: string;
  userId: string;
  name: string | null;
  entity: ReturnType<typeof useEntity>;
}) {
  if (isMissing(entity.error) || name === "") return <Gone {...place} />;
  if (entity.data) return <EntityShown {...place} list={entity} pages={entity.data.pages} />;
  if (entity.isError) return <Failed error={entity.error} onRetry={() => entity.refetch()} />;
  return <EntitySkeleton />;
}

const isMissing = (error: Error | null): boolean =>
  error instanceof Refused && error.code === "RESOURCE_NOT_FOUND";

/** Its facts are in every part, the exchanges go on from part to part. */
function useEntity(organizationId: string, userId: string, name: string | null, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ["getEntity", { user_id: userId, name }, organizationId],
    queryFn: ({ pageParam: offset, signal }) =>
      call(
        "getEntity",
        { user_id: userId, name: name ?? "", limit: atATime, offset },
        { organizationId, signal },
      ),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => (pages.length * atATime < total ? pages.length * atATime : null),
    enabled: enabled && name !== null && name !== "",
    // The hash already belongs to the next page while this one is left. Another name shows nothing of the former.
    placeholderData: name === null ? keepOfPerson(userId) : undefined,
  });
}

const Gone = (params: { organizationId: string; userId: string }) => (
  <Empty
    icon={SearchX}
    title={t.entityGoneTitle}
    page
    action={
      <Link
        to="/app/$organizationId/-/memory/$userId"
        params={params}
        hash="entities"
        className={buttonLook()}
      >
        {t.allEntities}
      </Link>
    }
  >
    {t.entityGone}
  </Empty>
);

const EntitySkeleton = () => (
  <div className="mt-2 grid gap-6" aria-busy="true">
    <Skeleton className="h-14" />
    <Skeleton className="h-40" />
    <Skeleton className="h-64" />
  </div>
);
