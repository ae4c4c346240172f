import { z } from "zod";

/** What keys and apps may do with memory, beside their grants on libraries. */
export const memoryScopes = [
  "memory:read",
  "memory:write",
  "users:read",
  "users:write",
  "conversations:read",
  "conversations:write",
  "tenant:read",
] as const;

/** What a tenant's first key may do. `tenant:admin` also manages the organization's keys. */
export const firstKeyScopes = [...memoryScopes, "tenant:admin"] as const;

/** What a key may do. `memory:search` reads across all users, so it has to be asked for by name. */
export const Scope = z.enum([...firstKeyScopes, "memory:search"]);
export type Scope = z.output<typeof Scope>;
