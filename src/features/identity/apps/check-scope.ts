import type { Access } from "../../../kernel/access.ts";
import type { KeyCaller, KeyPerson } from "../../../kernel/caller.ts";
import { fail } from "../../../kernel/failure.ts";
import { includes } from "../../../kernel/role.ts";
import { memoryScopes } from "../../../kernel/scope.ts";

/**
 * Tells a connected app which scope it lacks, if its person could allow it. Where the person's own role is too weak, asking again
 * would not help, and the usual checks refuse the call.
 */
export function checkScope(access: Access, caller: KeyCaller, { role }: KeyPerson): void {
  const missing = neededScope(access);
  if (missing === undefined || holds(caller, missing)) return;
  if (!missing.endsWith(":read") && !includes(role, "editor")) return;
  throw fail.insufficientScope(missing, [...held(caller), missing, "offline_access"]);
}

function neededScope(access: Access): string | undefined {
  if (access.kind === "organization" || access.kind === "library") return `images:${access.level}`;
  if (access.kind !== "scope") return undefined;
  return memoryScopes.find((scope) => scope === access.scope);
}

const held = (caller: KeyCaller): string[] =>
  ["images:read", "images:write", ...caller.key.scopes].filter((scope) => holds(caller, scope));

function holds(caller: KeyCaller, scope: string): boolean {
  if (scope === "images:write") return canWriteSomewhere(caller);
  if (scope === "images:read") return caller.key.allLibraries !== null || caller.grants.size > 0;
  return caller.key.scopes.includes(scope);
}

/** Whether a key can write to any library of its organization. */
export function canWriteSomewhere({ key, grants }: KeyCaller): boolean {
  if (key.allLibraries === "write") return true;
  for (const { level } of grants.values()) if (level === "write") return true;
  return false;
}
