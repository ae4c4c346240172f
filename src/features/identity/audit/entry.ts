import { z } from "zod";
import { UnixMs } from "../../../kernel/fields.ts";

/** What somebody did in an organization, and through which transport. */
export const AuditEntry = z.object({
  id: z.int(),
  at: UnixMs,
  transport: z.enum(["rest", "graphql", "mcp", "memory", "app", "cli", "job"]),
  actor: z.object({
    kind: z.enum(["session", "key", "operator", "anonymous"]),
    id: z.string().nullable().meta({ description: "Of the account or the key." }),
    name: z.string().nullable().meta({ description: "As it was then." }),
  }),
  operation: z.string(),
  details: z.record(z.string(), z.unknown()).meta({ description: "What it was done to." }),
  requestId: z.string(),
});
export type AuditEntry = z.output<typeof AuditEntry>;
