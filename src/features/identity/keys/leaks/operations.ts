import { z } from "zod";
import { fail } from "../../../../kernel/failure.ts";
import { text } from "../../../../kernel/fields.ts";
import { defineOperation } from "../../services.ts";
import { endLeakedKey, mailOwners } from "./end-leaked-key.ts";

export const reportLeakedKey = defineOperation({
  name: "reportLeakedKey",
  noun: "Operator",
  summary: "Revoke an API key that is public, and mail the owners",
  access: { kind: "operator" },
  input: z.strictObject({ token: text(100).min(1), url: text(2000).optional() }),
  output: z.object({
    organizationId: z.string(),
    keyId: z.string(),
    name: z.string(),
    revoked: z.boolean().meta({ description: "False where `LEAKED_KEYS=flag`." }),
  }),
  changesKeys: true,
  audit: ({ url }, { keyId, name, revoked }) => ({ keyId, name, revoked, ...(url && { url }) }),
  async run(services, { token, url }, _caller, afterCommit) {
    const leak = await services.database.transaction((tx) => endLeakedKey(tx, services, token, url));
    if (!leak) throw fail.missing("key");
    afterCommit(async (services, answer) => {
      await mailOwners(services, leak);
      return answer;
    });
    const { keyId, name, organization } = leak.key;
    return { organizationId: organization, keyId, name, revoked: leak.revoked };
  },
});
