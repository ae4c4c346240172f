import type { Secret } from "../../platform/secret.ts";

/** What better-auth signs cookies and encrypts secrets of OAuth clients with. */
export const authSecret = (secret: Secret): string =>
  secret.derive(Buffer.alloc(0), "sessions").toString("base64");
