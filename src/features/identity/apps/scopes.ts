import { z } from "zod";
import type { Scope } from "../../../kernel/scope.ts";

/**
 * What an app may ask for by OAuth. Managing keys (`tenant:admin`) is not among it: keys would outlive the connection. The person
 * decides on each library on the consent page, so `images:*` only says whether an app wants to read or to write.
 */
export const memoryScopes = [
  "memory:read",
  "memory:write",
  "users:read",
  "users:write",
  "conversations:read",
  "conversations:write",
  "tenant:read",
] as const satisfies readonly Scope[];

export const MemoryScope = z.enum(memoryScopes);

/** All OAuth scopes of this server, as its metadata lists them. `offline_access` gives refresh tokens. */
export const oauthScopes = ["images:read", "images:write", ...memoryScopes, "offline_access"] as const;
