import type { Output } from "../api/operations.ts";
import { texts } from "../texts.ts";

export type Entry = Output<"listAuditEntries">["entries"][number];

/** What an entry of the audit log was about, in the words that are known for it now. */
export interface Deed {
  name: string;
  slug: string;
  email: string;
  role: string;
  member: string;
  key: string;
  library: string;
  /** The library that files were moved to. */
  target: string;
  /** How many files. */
  n: number;
  tags: string;
}

/** Names by id, as they are today. */
export interface Known {
  members: ReadonlyMap<string, string>;
  keys: ReadonlyMap<string, string>;
  libraries: ReadonlyMap<string, string>;
}

const said = texts.audit;

/** What was done, to stand after who did it: "created the key “ci”". Of unknown operations, their name. */
export function didWhat({ operation, details }: Entry, known: Known): string {
  const phrase = said.did[operation];
  return phrase ? phrase(deedOf(details, known)) : operation;
}

/** Who did it, as they were called then. */
export function whoDid({ actor: { kind, name } }: Entry): string {
  if (kind === "operator") return said.operator;
  if (kind === "key") return said.key(name ?? "");
  return name || said.somebody;
}

function deedOf(details: Entry["details"], { members, keys, libraries }: Known): Deed {
  const word = (field: string) => (typeof details[field] === "string" ? (details[field] as string) : "");
  const list = (field: string) => (Array.isArray(details[field]) ? (details[field] as unknown[]) : []);
  const library = (field: string) => libraries.get(word(field)) ?? (word(field) || said.aLibrary);
  const key = keys.get(word("keyId"));
  const counted = typeof details.count === "number" ? details.count : undefined;
  return {
    name: word("name"),
    slug: word("slug") || word("libraryId"),
    email: word("email"),
    role: roleOf(word("role")),
    member: members.get(word("accountId")) ?? said.aMember,
    key: key === undefined ? said.aKey : said.theKey(key),
    library: library(word("sourceLibraryId") ? "sourceLibraryId" : "libraryId"),
    target: library("targetLibraryId"),
    n: counted ?? (list("assetIds").length || list("ids").length),
    tags: list("tags")
      .map((tag) => `“${tag}”`)
      .join(", "),
  };
}

const roles: Record<string, string> = texts.members.a;
const roleOf = (role: string): string => roles[role] ?? role;
