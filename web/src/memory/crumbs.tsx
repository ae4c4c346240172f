import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { asking } from "../api/queries.ts";
import { memoryTexts } from "../texts/memory.ts";
import { nameOf } from "./names.ts";

/** The way back: to all people, and to a person (to a section of their page). */
export function Crumbs({
  organizationId,
  userId,
  section,
}: {
  organizationId: string;
  userId: string;
  section?: string;
}) {
  const { data: user } = useQuery(asking("getUser", { user_id: userId }, organizationId));
  return (
    <p className="flex min-w-0 gap-1.5 text-sm">
      <Link
        to="/app/$organizationId/-/memory"
        params={{ organizationId }}
        className="shrink-0 py-0.5 text-accent hover:underline"
      >
        {memoryTexts.title}
      </Link>
      <span aria-hidden="true" className="py-0.5 text-dim">
        /
      </span>
      <Link
        to="/app/$organizationId/-/memory/$userId"
        params={{ organizationId, userId }}
        {...(section !== undefined && { hash: section })}
        className="min-w-0 truncate py-0.5 text-accent hover:underline"
      >
        <bdi>{user ? nameOf(user) : "…"}</bdi>
      </Link>
    </p>
  );
}
