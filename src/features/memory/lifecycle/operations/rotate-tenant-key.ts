import { z } from "zod";
import { fail } from "../../../../kernel/failure.ts";
import { OrganizationId } from "../../../../kernel/fields.ts";
import { addJobs } from "../../../../kernel/job.ts";
import { organizationOf } from "../../../identity/slugs/store.ts";
import { rotationJob } from "../../jobs.ts";
import { defineOperation } from "../../services.ts";
import * as store from "../../tenants/store.ts";

export const rotateTenantKey = defineOperation({
  name: "rotateTenantKey",
  noun: "Operator",
  summary: "Give a tenant's memory a new key, and move everything to it in the background",
  access: { kind: "operator" },
  input: z.strictObject({ organizationId: OrganizationId }),
  output: z.object({ success: z.literal(true), keyVersion: z.int() }),
  fails: ["CONFLICT"],
  audit: (_input, { keyVersion }) => ({ keyVersion }),
  async run({ database, clock }, input) {
    const organizationId = await organizationOf(database, input.organizationId);
    const now = clock.now();
    const tenant = await store.tenantOf(database, organizationId, now);
    if (tenant.settings.encryption_mode === "byok") {
      throw fail.conflict("This tenant uses its own encryption key, so the server cannot rotate it.");
    }
    const keyVersion = await database.transaction(async (tx) => {
      const version = await store.addKeyVersion(tx, organizationId, now);
      await addJobs(tx, rotationJob, await store.usersToRotate(tx, organizationId));
      return version;
    });
    return { success: true as const, keyVersion };
  },
});
