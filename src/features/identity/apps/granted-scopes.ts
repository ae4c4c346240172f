import type { Level } from "../../../kernel/caller.ts";
import { fail } from "../../../kernel/failure.ts";
import type { Scope } from "../../../kernel/scope.ts";

/** What a connection reaches in any of its organizations. */
interface Reach {
  images: Level | null;
  scopes: readonly Scope[];
}

/**
 * The requested scopes that a connection covers, for its tokens. Undefined when the request names none of ours or the
 * connection reaches nothing: the person's choice alone decides then.
 */
export function grantedScopes(requested: readonly string[], { images, scopes }: Reach): string[] | undefined {
  if (!requested.some(isOurs)) return undefined;
  const covered: readonly string[] = [
    ...(images ? ["images:read"] : []),
    ...(images === "write" ? ["images:write"] : []),
    ...scopes,
    "offline_access",
  ];
  if (!covered.some(isOurs)) return undefined;
  const granted = requested.filter((scope) => covered.includes(scope));
  if (granted.some(isOurs)) return granted;
  throw fail.input("The app did not ask for any of this. Allow something that it asks for.");
}

/** `offline_access` gives refresh tokens and reaches nothing itself. */
const isOurs = (scope: string): boolean => scope !== "" && scope !== "offline_access";
