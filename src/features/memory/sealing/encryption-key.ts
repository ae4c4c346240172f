import { text } from "../../../kernel/fields.ts";

/** The caller's own key, for tenants with `encryption_mode: byok`. */
export const EncryptionKey = text(100)
  .optional()
  .meta({ description: "Only with `encryption_mode` `byok`: 32 bytes in base64." });

/** Input fields of memory calls that come from headers. */
export const encryptionHeader = { encryption_key: "x-encryption-key" } as const;
