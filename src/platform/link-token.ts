import { hash, randomBytes } from "node:crypto";

/** The secret part of a link that is a credential: 256 random bits. Only their hash is stored. */
export const newLinkToken = (): string => randomBytes(32).toString("base64url");

export const linkTokenHash = (token: string): Buffer => hash("sha256", token, "buffer");
