import { Link } from "@tanstack/react-router";
import type { Output } from "../../server/operations.ts";
import { memoryTexts } from "../../texts/memory.ts";
import { Marked } from "../marked.tsx";
import { nameOf } from "../names.ts";
import { agoIn } from "../times.ts";

const t = memoryTexts;

export type BrowsedUser = Output<"browseUsers">["users"][number];

/** A person in the list, with counts of their data. */
export function UserRow({
  organizationId,
  user,
  query,
}: {
  organizationId: string;
  user: BrowsedUser;
  query: string;
}) {
  const second = user.display_name?.trim() ? (user.external_ref ?? user.user_id) : user.user_id;
  const { conversation_count: conversations, interaction_count: exchanges } = user;
  return (
    <li>
      <Link
        to="/app/$organizationId/-/memory/$userId"
        params={{ organizationId, userId: user.user_id }}
        className="flex flex-wrap items-center gap-x-4 gap-y-0.5 px-4 py-2.5 -outline-offset-2 hover:bg-wash"
      >
        <span className="min-w-0 flex-[1_1_14rem]">
          <bdi className="block truncate font-medium">
            <Marked text={nameOf(user)} part={query} />
          </bdi>
          <bdi className="block truncate text-sm text-dim">
            <Marked text={second} part={query} />
          </bdi>
        </span>
        <span className="flex flex-wrap gap-x-2 text-sm text-dim tabular-nums sm:block sm:shrink-0 sm:text-right">
          {conversations > 0 && (
            <span className="sm:block">
              {t.conversationsCount(conversations)}, {t.exchangesCount(exchanges)}
            </span>
          )}
          <span className="sm:block">
            {user.last_said_at === null ? t.neverSaid : t.lastSaid(agoIn(user.last_said_at))}
          </span>
        </span>
      </Link>
    </li>
  );
}
