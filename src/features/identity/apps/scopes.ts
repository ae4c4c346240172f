import { z } from "zod";
import { memoryScopes } from "../../../kernel/scope.ts";

export const MemoryScope = z.enum(memoryScopes);

/**
 * All OAuth scopes of this server, as its metadata lists them. Managing keys (`tenant:admin`) is not among them: keys would
 * outlive the connection. The person decides on each library on the consent page, so `images:*` only says whether an app wants
 * to read or to write. `offline_access` gives refresh tokens.
 */
export const oauthScopes = ["images:read", "images:write", ...memoryScopes, "offline_access"] as const;
