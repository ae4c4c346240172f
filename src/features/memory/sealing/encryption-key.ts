import { text } from "../../../kernel/fields.ts";

/** The caller's own key, for tenants that bring it (`encryption_mode: byok`). */
export const EncryptionKey = text(100)
  .optional()
  .meta({ description: "32 bytes in base64; only for tenants with `encryption_mode` `byok`." });

/** Input fields that memory calls take from headers. */
export const encryptionHeader = { encryption_key: "x-encryption-key" } as const;
