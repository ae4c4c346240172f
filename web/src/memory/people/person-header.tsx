import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { asking } from "../../api/queries.ts";
import { useRole } from "../../session/role.ts";
import { memoryTexts } from "../../texts/memory.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { count } from "../../ui/format.ts";
import { nameOf } from "../names.ts";
import { useIsClosed } from "../tenant.ts";
import { agoIn, dayIn, momentIn } from "../times.ts";
import { EditPerson } from "./edit-person.tsx";
import { ErasePerson } from "./erase-person.tsx";
import { ExportPerson } from "./export-person.tsx";
import type { User } from "./person.ts";

const t = memoryTexts;

/** A person's name and actions. */
export function PersonHeader({ organizationId, user }: { organizationId: string; user: User }) {
  const { canEdit } = useRole(organizationId);
  const closed = useIsClosed(organizationId);
  const newest = useQuery({
    ...asking("listInteractions", { user_id: user.user_id, limit: 1 }, organizationId),
    enabled: closed === false,
  }).data;
  const last = newest?.interactions[0]?.timestamp;
  const metadata = Object.keys(user.metadata).length > 0;
  return (
    <header>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <h1 className="min-w-0 text-2xl font-semibold leading-tight wrap-anywhere">
          <bdi className="line-clamp-3">{nameOf(user)}</bdi>
        </h1>
        <div className="flex flex-wrap gap-2">
          {canEdit && <EditPerson organizationId={organizationId} user={user} />}
          {closed === false && <ExportPerson organizationId={organizationId} user={user} />}
          {canEdit && <ErasePerson organizationId={organizationId} user={user} exchanges={newest?.total} />}
        </div>
      </div>
      <dl className="mt-4 grid gap-x-8 gap-y-2 sm:grid-cols-2">
        <Line name={t.reference}>
          {user.external_ref ? (
            <span className="flex items-center gap-2">
              <bdi className="truncate" title={user.external_ref}>
                {user.external_ref}
              </bdi>
              <CopyButton text={user.external_ref} />
            </span>
          ) : (
            "–"
          )}
        </Line>
        <Line name={t.id}>
          <span className="flex items-center gap-2">
            <code className="truncate font-mono text-sm">{user.user_id}</code>
            <CopyButton text={user.user_id} />
          </span>
        </Line>
        <Line name={t.remembered}>
          <time dateTime={user.created_at} title={momentIn(user.created_at)}>
            {dayIn(user.created_at)}
          </time>
        </Line>
        {closed === false && (
          <>
            <Line name={t.exchanges}>{newest ? count(newest.total) : "…"}</Line>
            <Line name={t.lastActive}>
              {newest && (last ? <Ago at={last} /> : t.neverSaid)}
              {!newest && "…"}
            </Line>
          </>
        )}
      </dl>
      {metadata && (
        <details className="mt-3">
          <summary className="w-fit py-1 text-sm text-dim hover:text-text">{t.metadata}</summary>
          <pre className="mt-1 max-h-72 overflow-auto rounded-xl border bg-card px-4 py-3 font-mono text-[13px] whitespace-pre-wrap wrap-anywhere">
            {JSON.stringify(user.metadata, null, 2)}
          </pre>
        </details>
      )}
    </header>
  );
}

const Ago = ({ at }: { at: string }) => (
  <time dateTime={at} title={momentIn(at)}>
    {agoIn(at)}
  </time>
);

const Line = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="flex min-h-8 min-w-0 items-center gap-3">
    <dt className="w-36 shrink-0 text-sm text-dim">{name}</dt>
    <dd className="min-w-0">{children}</dd>
  </div>
);
