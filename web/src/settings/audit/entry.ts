import type { Output } from "../../server/operations.ts";
import type { EntryParts } from "../../texts/audit.ts";
import { auditTexts } from "../../texts/audit.ts";
import { texts } from "../../texts/texts.ts";

export type Entry = Output<"listAuditEntries">["entries"][number];

/** Current names by id. */
export interface Known {
  members: ReadonlyMap<string, string>;
  keys: ReadonlyMap<string, string>;
  libraries: ReadonlyMap<string, string>;
}

const t = auditTexts;

/** The action of an entry, as the rest of a sentence: "created the key “ci”". For unknown operations their name. */
export function actionOf({ operation, details }: Entry, known: Known): string {
  const sentences: Partial<Record<string, (it: EntryParts) => string>> = t.did;
  const phrase = sentences[operation];
  return phrase ? phrase(partsOf(details, known)) : operation;
}

/** The actor of an entry, with the name at that time. */
export function actorOf({ actor: { kind, name } }: Entry): string {
  if (kind === "operator") return t.operator;
  if (kind === "key") return t.key(name ?? "");
  return name || t.somebody;
}

function partsOf(details: Entry["details"], { members, keys, libraries }: Known): EntryParts {
  const word = (field: string) => (typeof details[field] === "string" ? (details[field] as string) : "");
  const list = (field: string) => (Array.isArray(details[field]) ? (details[field] as unknown[]) : []);
  const library = (field: string) => libraries.get(word(field)) ?? (word(field) || t.aLibrary);
  const key = keys.get(word("keyId"));
  const counted = typeof details.count === "number" ? details.count : undefined;
  return {
    name: word("name"),
    slug: word("slug") || word("libraryId"),
    email: word("email"),
    role: roleOf(word("role")),
    member: members.get(word("accountId")) ?? t.aMember,
    key: key === undefined ? t.aKey : t.theKey(key),
    library: library(word("sourceLibraryId") ? "sourceLibraryId" : "libraryId"),
    target: library("targetLibraryId"),
    file: String(list("names")[0] ?? ""),
    n: counted ?? (list("assetIds").length || list("ids").length),
    tags: list("tags")
      .map((tag) => `“${tag}”`)
      .join(", "),
  };
}

const roles: Record<string, string> = texts.members.a;
const roleOf = (role: string): string => roles[role] ?? role;
