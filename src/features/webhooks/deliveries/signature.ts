import { createHmac } from "node:crypto";

/**
 * The `X-Rookery-Signature` of a body sent at a time: `t=<unix seconds>,v1=<hex>`, HMAC-SHA-256 of `<t>.<body>` under
 * the endpoint's secret. The key is the secret's text, undecoded. Signing the time lets receivers refuse old messages.
 */
export function signature(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const mac = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
  return `t=${seconds},v1=${mac}`;
}
