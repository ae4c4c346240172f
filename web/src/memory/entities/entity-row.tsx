import { Link } from "@tanstack/react-router";
import type { Output } from "../../server/operations.ts";
import { memoryTexts } from "../../texts/memory.ts";
import { Marked } from "../marked.tsx";
import { KindIcon, kindOf } from "./entity-kind.tsx";
import { hashOf } from "./name-in-hash.ts";

/** Someone or something in the list, with the number of facts. */
export const EntityRow = ({
  organizationId,
  userId,
  entity,
  query,
}: {
  organizationId: string;
  userId: string;
  entity: Output<"listEntities">["entities"][number];
  query: string;
}) => (
  <li>
    <Link
      to="/app/$organizationId/-/memory/$userId/mention"
      params={{ organizationId, userId }}
      hash={hashOf(entity.name)}
      className="flex items-center gap-3 px-4 py-2.5 -outline-offset-2 hover:bg-wash"
    >
      <KindIcon kind={entity.kind} />
      <span className="min-w-0 flex-1">
        <bdi className="block truncate font-medium">
          <Marked text={entity.name} part={query} />
        </bdi>
        <span className="block truncate text-sm text-dim">
          <Marked text={kindOf(entity)} part={query} />
        </span>
      </span>
      <span className="shrink-0 text-sm text-dim tabular-nums">
        {memoryTexts.factsCount(entity.fact_count)}
      </span>
    </Link>
  </li>
);
