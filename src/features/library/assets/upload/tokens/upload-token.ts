import { hash, randomBytes } from "node:crypto";

/** How long an upload address is valid: enough to fetch the file from a slow source, too short to pass the address around. */
export const uploadTokenMinutes = 15;

/** 256 random bits. Only their hash is stored. */
export const newUploadToken = (): string => randomBytes(32).toString("base64url");

export const uploadTokenHash = (token: string): Buffer => hash("sha256", token, "buffer");
