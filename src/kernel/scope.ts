import { z } from "zod";

/**
 * What a key may do with memory, beside its grants on libraries. `tenant:admin` also manages the organization's keys.
 */
export const Scope = z.enum([
  "memory:read",
  "memory:write",
  "users:read",
  "users:write",
  "conversations:read",
  "conversations:write",
  "tenant:read",
  "tenant:admin",
]);
export type Scope = z.output<typeof Scope>;
