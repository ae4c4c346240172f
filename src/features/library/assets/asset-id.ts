import { randomBytes } from "node:crypto";

/** A new asset's id: 11 characters of base64url, 66 bits. None begins with a dash, which a command line would take for an option. */
export function newAssetId(): string {
  const id = randomBytes(9).toString("base64url").slice(0, 11);
  return id.startsWith("-") ? newAssetId() : id;
}
