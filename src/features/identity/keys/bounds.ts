import type { KeyPerson, Level } from "../../../kernel/caller.ts";
import { includes } from "../../../kernel/role.ts";
import type { Scope } from "../../../kernel/scope.ts";

/** What bounds a connected app: the role of its person, and the scopes of its token. Nothing bounds a key. */
export function bounds({
  person,
  tokenScopes,
}: {
  person: KeyPerson | null;
  tokenScopes: readonly string[] | null;
}) {
  const mayWrite = !person || includes(person.role, "editor");
  // A request that names no scope of ours leaves the choice to the person.
  const named = tokenScopes?.filter((scope) => scope !== "offline_access") ?? [];
  const holds = (scope: string) => named.length === 0 || named.includes(scope);
  return {
    scope: (scope: Scope): boolean => holds(scope) && (mayWrite || scope.endsWith(":read")),
    level(level: Level | null): Level | null {
      if (level === "write" && mayWrite && holds("images:write")) return "write";
      return level && (holds("images:read") || holds("images:write")) ? "read" : null;
    },
  };
}
