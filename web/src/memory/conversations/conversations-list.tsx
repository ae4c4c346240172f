import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { MessagesSquare } from "lucide-react";
import { call } from "../../api/call.ts";
import { memoryTexts } from "../../texts/memory.ts";
import { ListEnd } from "../../ui/list-end.tsx";
import { Empty, Failed, Skeleton } from "../../ui/states.tsx";
import { titleOf } from "../names.ts";
import { agoIn, momentIn } from "../times.ts";

const t = memoryTexts;
const atATime = 50;

/** A person's conversations, newest first. */
export function ConversationsList({ organizationId, userId }: { organizationId: string; userId: string }) {
  const conversations = useConversations(organizationId, userId);
  const shown = conversations.data?.pages.flatMap((page) => page.conversations);
  if (conversations.isError && !shown)
    return <Failed error={conversations.error} onRetry={() => conversations.refetch()} />;
  if (!shown) return <Skeleton className="h-52" />;
  if (shown.length === 0) {
    return (
      <Empty icon={MessagesSquare} title={t.noConversations}>
        {t.noConversationsLead}
      </Empty>
    );
  }
  const { total = 0 } = conversations.data?.pages[0] ?? {};
  return (
    <>
      <p className="mb-2 text-sm text-dim">{t.conversationsCount(total)}</p>
      <ul className="divide-y overflow-hidden rounded-xl border bg-card">
        {shown.map((conversation) => {
          const { conversation_id: conversationId, message_count: exchanges, updated_at: at } = conversation;
          return (
            <li key={conversationId}>
              <Link
                to="/app/$organizationId/-/memory/$userId/conversations/$conversationId"
                params={{ organizationId, userId, conversationId }}
                className="flex flex-wrap items-center gap-x-4 px-4 py-2.5 -outline-offset-2 hover:bg-wash"
              >
                <bdi className="min-w-0 flex-[1_1_14rem] truncate font-medium">{titleOf(conversation)}</bdi>
                <span className="shrink-0 text-sm text-dim tabular-nums">
                  {t.exchangesCount(exchanges)} ·{" "}
                  <time dateTime={at} title={momentIn(at)}>
                    {agoIn(at)}
                  </time>
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
      <ListEnd list={conversations} />
    </>
  );
}

/** The API lists them oldest first. Reads from the end, so that new ones do not shift pages. */
function useConversations(organizationId: string, userId: string) {
  return useInfiniteQuery({
    queryKey: ["listConversations", { user_id: userId }, organizationId],
    queryFn: async ({ pageParam: end, signal }) => {
      const list = (offset: number, limit: number) =>
        call("listConversations", { user_id: userId, limit, offset }, { organizationId, signal });
      const upTo = end ?? (await list(0, 1)).total;
      const start = Math.max(0, upTo - atATime);
      const { conversations, total } = await list(start, Math.max(1, upTo - start));
      return { conversations: conversations.toReversed(), total, start };
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ start }) => (start > 0 ? start : null),
  });
}
