import { useQuery } from "@tanstack/react-query";
import { Link, useLocation, useNavigate, useParams } from "@tanstack/react-router";
import { Tabs } from "radix-ui";
import { Refused } from "../../api/call.ts";
import { asking } from "../../api/queries.ts";
import { memoryTexts } from "../../texts/memory.ts";
import { useTitle } from "../../ui/page.tsx";
import { Failed, Skeleton } from "../../ui/states.tsx";
import { ConversationsList } from "../conversations/conversations-list.tsx";
import { EntitiesList } from "../entities/entities-list.tsx";
import { FactsList } from "../facts/facts-list.tsx";
import { nameOf } from "../names.ts";
import { NotRemembered } from "../not-remembered.tsx";
import { Recall } from "../recall/recall.tsx";
import { PersonHeader } from "./person-header.tsx";

const t = memoryTexts;
const sections = ["conversations", "facts", "entities", "recall"] as const;

/** One person: conversations, facts, whom and what they mention, and what an agent would recall. */
export function UserPage() {
  const { organizationId, userId } = useParams({ from: "/app/$organizationId/-/memory/$userId" });
  const user = useQuery(asking("getUser", { user_id: userId }, organizationId));
  const { hash } = useLocation();
  const navigate = useNavigate();
  const section = sections.find((one) => one === hash) ?? "conversations";
  useTitle(user.data ? nameOf(user.data) : t.title);
  if (user.error instanceof Refused && user.error.code === "RESOURCE_NOT_FOUND")
    return <NotRemembered organizationId={organizationId} />;
  if (user.isError && !user.data) return <Failed error={user.error} onRetry={() => user.refetch()} />;
  return (
    <div className="mx-auto w-full max-w-4xl px-4 py-6 sm:px-8">
      <Link
        to="/app/$organizationId/-/memory"
        params={{ organizationId }}
        className="inline-block py-1 text-sm text-accent hover:underline"
      >
        {t.title}
      </Link>
      {user.data ? (
        <PersonHeader organizationId={organizationId} user={user.data} />
      ) : (
        <Skeleton className="h-36" />
      )}
      <Tabs.Root
        value={section}
        onValueChange={(next) =>
          navigate({ to: ".", hash: next, replace: true, resetScroll: false, hashScrollIntoView: false })
        }
        className="mt-6"
      >
        <Tabs.List
          aria-label={t.sectionsOf}
          className="mb-5 flex gap-1 overflow-x-auto overflow-y-hidden border-b max-sm:gap-0"
        >
          {sections.map((name) => (
            <Tabs.Trigger
              key={name}
              value={name}
              className="-mb-px h-11 border-b-2 border-transparent px-3 max-sm:px-2 font-medium text-dim -outline-offset-2 hover:text-text data-[state=active]:border-accent data-[state=active]:text-text"
            >
              {t.sections[name]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value="conversations" tabIndex={-1}>
          <ConversationsList organizationId={organizationId} userId={userId} />
        </Tabs.Content>
        <Tabs.Content value="facts" tabIndex={-1}>
          <FactsList organizationId={organizationId} userId={userId} />
        </Tabs.Content>
        <Tabs.Content value="entities" tabIndex={-1}>
          <EntitiesList organizationId={organizationId} userId={userId} />
        </Tabs.Content>
        {/* Stays mounted, so that the question and its results survive a change of tabs. */}
        <Tabs.Content value="recall" tabIndex={-1} forceMount className="data-[state=inactive]:hidden">
          <Recall organizationId={organizationId} userId={userId} />
        </Tabs.Content>
      </Tabs.Root>
    </div>
  );
}
