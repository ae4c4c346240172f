import type { Input, Role } from "../server/operations.ts";
import type { Grants, Level } from "../settings/keys/key.ts";

/** What a person lets an app do in an organization, or in each of theirs. */
export interface Access {
  grants: Grants;
  everywhere: Level;
  memory: Level;
}

/** The most that an app asks for. */
export interface Offer {
  images: Level;
  memory: Level;
}

/** What OAuth scopes ask for. Without any of ours, the app leaves the choice to the person. */
export function offerOf(scopes: readonly string[]): Offer {
  const named = scopes.filter((scope) => scope !== "" && scope !== "offline_access");
  if (named.length === 0) return { images: "write", memory: "write" };
  const level = (part: readonly string[]): Level =>
    part.some((scope) => scope.endsWith(":write")) ? "write" : part.length > 0 ? "read" : "none";
  const isImages = (scope: string) => scope.startsWith("images:");
  return { images: level(named.filter(isImages)), memory: level(named.filter((scope) => !isImages(scope))) };
}

const readScopes = ["memory:read", "users:read", "conversations:read"] as const;
const writeScopes = [...readScopes, "memory:write", "users:write", "conversations:write"] as const;

/** The input of `connectApp` for an access. Viewers can't let an app write. */
export function asked(
  { grants, everywhere, memory }: Access,
  role: Role | undefined,
): Pick<Input<"connectApp">, "libraries" | "allLibraries" | "scopes"> {
  const atMost = (level: Level) => (role === "viewer" && level === "write" ? "read" : level);
  const all = atMost(everywhere);
  return {
    libraries: Object.fromEntries(
      Object.entries(grants).map(([id, level]) => [id, atMost(level) as Grants[string]]),
    ),
    allLibraries: all === "none" ? null : all,
    scopes: { none: [], read: [...readScopes], write: [...writeScopes] }[atMost(memory)],
  };
}

export const reachesNothing = ({ grants, everywhere, memory }: Access): boolean =>
  everywhere === "none" && memory === "none" && Object.keys(grants).length === 0;
