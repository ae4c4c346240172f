import { z } from "zod";
import { OrganizationId, text } from "../../../kernel/fields.ts";
import { defineOperation } from "../services.ts";
import { AuditEntry } from "./entry.ts";
import { entriesOf } from "./store.ts";

export const listAuditEntries = defineOperation({
  name: "listAuditEntries",
  noun: "Organizations",
  summary: "List an organization's audit log, newest first; entries are kept for a year",
  access: { kind: "role", role: "owner" },
  input: z.strictObject({
    organizationId: OrganizationId,
    before: z.int().optional().meta({ description: "`next` of the previous page." }),
    limit: z.int().min(1).max(200).default(50),
    transport: AuditEntry.shape.transport.optional(),
    actorId: text(100).optional().meta({ description: "Id of an account or a key." }),
    operation: text(100).optional(),
    from: z.int().min(0).max(8.64e15).optional().meta({ description: "Unix time in milliseconds." }),
    until: z.int().min(0).max(8.64e15).optional().meta({ description: "Not included." }),
  }),
  output: z.object({ entries: z.array(AuditEntry), next: z.int().nullable() }),
  reads: true,
  async run({ database }, { limit, ...asked }, { organization }) {
    const entries = await entriesOf(database, organization.id, { ...asked, limit: limit + 1 });
    const page = entries.slice(0, limit);
    return { entries: page, next: entries.length > limit ? (page.at(-1)?.id ?? null) : null };
  },
});
