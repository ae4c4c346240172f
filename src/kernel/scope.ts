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

/** What a key may do. `tenant:admin` also manages the organization's keys. */
export const Scope = z.enum([...memoryScopes, "tenant:admin"]);
export type Scope = z.output<typeof Scope>;
