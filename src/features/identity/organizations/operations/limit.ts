import { z } from "zod";
import { fail } from "../../../../kernel/failure.ts";
import { OrganizationId } from "../../../../kernel/fields.ts";
import { defineOperation } from "../../services.ts";
import { setLimits } from "../store.ts";

const MB = 1024 * 1024;

export const limitOrganization = defineOperation({
  name: "limitOrganization",
  noun: "Operator",
  summary: "Set an organization's quotas; an omitted quota is lifted",
  access: { kind: "operator" },
  input: z.strictObject({
    organizationId: OrganizationId,
    librariesMax: z.int().min(0).optional(),
    storageMbMax: z.int().min(0).optional(),
  }),
  output: z.object({ success: z.literal(true) }),
  changesKeys: true,
  audit: ({ librariesMax, storageMbMax }) => ({ librariesMax, storageMbMax }),
  async run({ database }, { organizationId, librariesMax, storageMbMax }) {
    const limits = {
      librariesMax: librariesMax ?? null,
      storageBytesMax: storageMbMax === undefined ? null : storageMbMax * MB,
    };
    if (!(await setLimits(database, organizationId, limits))) throw fail.organizationUnknown();
    return { success: true as const };
  },
});
