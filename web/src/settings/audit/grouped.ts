import type { Entry } from "./entry.ts";

// Requests of one upload follow each other.
const apartMaxMs = 10 * 60_000;
const lists = ["assetIds", "ids", "names"];

/** Joins the entries of a batch, newest first: the app sends a batch of files in several requests. */
export function grouped(entries: readonly Entry[]): Entry[] {
  const rows: Entry[] = [];
  let lastAt = 0;
  for (const entry of entries) {
    const row = rows.at(-1);
    if (row && lastAt - entry.at <= apartMaxMs && isOfSameBatch(row, entry)) {
      rows[rows.length - 1] = { ...row, details: joined(row.details, entry.details) };
    } else rows.push(entry);
    lastAt = entry.at;
  }
  return rows;
}

function isOfSameBatch(a: Entry, b: Entry): boolean {
  const sameActor = a.actor.kind === b.actor.kind && a.actor.id === b.actor.id && a.transport === b.transport;
  return sameActor && a.operation === b.operation && hasFiles(a) && rest(a) === rest(b);
}

const hasFiles = ({ details }: Entry) => Array.isArray(details.assetIds) || Array.isArray(details.ids);

/** The details without the files. */
const rest = ({ details }: Entry) =>
  JSON.stringify(Object.entries(details).filter(([name]) => !lists.includes(name)));

function joined(newer: Entry["details"], older: Entry["details"]): Entry["details"] {
  const list = (details: Entry["details"], name: string) => (details[name] as unknown[] | undefined) ?? [];
  const both = lists.filter((name) => Array.isArray(newer[name]) || Array.isArray(older[name]));
  const parts = both.map((name) => [name, [...list(older, name), ...list(newer, name)]]);
  return { ...newer, ...Object.fromEntries(parts) };
}
