import { type Reseal, resealRows } from "../../../kernel/reseal.ts";
import { openWebhookSecret, replaceSealedSecrets, sealedSecretsAfter, sealWebhookSecret } from "./store.ts";

/** The secrets that sign webhooks. */
export const resealWebhooks: Reseal = (tx, { from, to }) =>
  resealRows(
    (after: string | undefined, limit) => sealedSecretsAfter(tx, after ?? "", limit),
    ({ id }) => id,
    (rows) =>
      replaceSealedSecrets(
        tx,
        rows.map((row) => ({
          ...row,
          sealed: sealWebhookSecret(
            to,
            row.organizationId,
            openWebhookSecret(from, row.organizationId, row.sealed),
          ),
        })),
      ),
  );
