import { z } from "zod";
import { UnixMs } from "../../../kernel/fields.ts";

/** One change in an organization: who made it, and through which transport. */
export const AuditEntry = z.object({
  id: z.int(),
  at: UnixMs,
  transport: z.enum(["rest", "graphql", "mcp", "memory", "app", "cli", "job"]),
  actor: z.object({
    kind: z.enum(["session", "key", "operator", "anonymous"]),
    id: z.string().nullable().meta({ description: "Id of the account or the key." }),
    name: z.string().nullable().meta({ description: "The name at the time of the call." }),
  }),
  operation: z.string(),
  details: z
    .record(z.string(), z.unknown())
    .meta({ description: "What the call changed, such as ids and settings." }),
  requestId: z.string(),
});
export type AuditEntry = z.output<typeof AuditEntry>;
