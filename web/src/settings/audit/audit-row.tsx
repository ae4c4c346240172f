import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { auditTexts } from "../../texts/audit.ts";
import { clockOf, momentOf } from "../../ui/format.ts";
import { useMembership } from "../membership.ts";
import { actionOf, actorOf, type Entry, type Known } from "./entry.ts";

const t = auditTexts;

/** An entry as a sentence. Opens to show the recorded details. */
export function AuditRow({ entry, known }: { entry: Entry; known: Known }) {
  const [open, setOpen] = useState(false);
  const { at, transport, actor, operation, details, requestId } = entry;
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="flex list-none items-start gap-3 px-4 py-2.5 -outline-offset-2 [&::-webkit-details-marker]:hidden">
          <ChevronRight
            size={16}
            aria-hidden
            className={open ? "mt-1 shrink-0 rotate-90 text-dim" : "mt-1 shrink-0 text-dim"}
          />
          <span className="min-w-0 flex-1 wrap-anywhere">
            <bdi className="font-medium">{actorOf(entry)}</bdi> {actionOf(entry, known)}{" "}
            <span className="text-dim">{t.transports[transport]}</span>
          </span>
          <time dateTime={new Date(at).toISOString()} className="shrink-0 text-sm leading-6 text-dim">
            {clockOf(at)}
          </time>
        </summary>
        {open && (
          <dl className="grid gap-x-6 gap-y-1 border-t bg-wash px-4 py-3 text-sm sm:grid-cols-[auto_1fr] sm:pl-11">
            <Fact name={t.at}>{momentOf(at)}</Fact>
            <Fact name={t.operation}>
              <code>{operation}</code>
            </Fact>
            {actor.id && (
              <Fact name={t.actorId}>
                <code>{actor.id}</code>
              </Fact>
            )}
            <Files entry={entry} />
            {Object.entries(details)
              .filter(([name]) => !fileLists.includes(name))
              .map(([name, value]) => (
                <Fact key={name} name={<code>{name}</code>}>
                  <code>{shown(value)}</code>
                </Fact>
              ))}
            <Fact name={t.request}>
              <code>{requestId}</code>
            </Fact>
          </dl>
        )}
      </details>
    </li>
  );
}

const fileLists = ["assetIds", "ids", "names"];

/** The files of an entry, as links. Names are those at that time. */
function Files({ entry: { details } }: { entry: Entry }) {
  const { organizationId } = useMembership();
  const list = (name: string) => (Array.isArray(details[name]) ? details[name].map(String) : []);
  const ids = [...list("assetIds"), ...list("ids")];
  const names = list("names");
  const libraryId = details.targetLibraryId ?? details.libraryId;
  if (ids.length === 0 || typeof libraryId !== "string") return null;
  return (
    <Fact name={t.files}>
      <ul>
        {ids.slice(0, listedMax).map((assetId, at) => (
          <li key={assetId}>
            <Link
              to="/app/$organizationId/$libraryId/$assetId"
              params={{ organizationId, libraryId, assetId }}
              className="text-accent underline"
            >
              <bdi>{names[at] ?? assetId}</bdi>
            </Link>
          </li>
        ))}
      </ul>
      {ids.length > listedMax && t.moreFiles(ids.length - listedMax)}
    </Fact>
  );
}

const Fact = ({ name, children }: { name: ReactNode; children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd className="mb-1 wrap-anywhere sm:mb-0">{children}</dd>
  </>
);

// Limits long lists, such as the ids of an upload.
const listedMax = 50;

/** A recorded value as text. Lists are separated by commas. */
function shown(value: unknown): string {
  if (Array.isArray(value)) {
    const listed = value.slice(0, listedMax).map(shown).join(", ");
    return value.length > listedMax ? `${listed} … (${value.length})` : listed;
  }
  if (typeof value === "object" && value !== null) {
    return Object.entries(value)
      .map(([name, part]) => `${name}: ${shown(part)}`)
      .join(", ");
  }
  return String(value);
}
