import { hash, randomBytes } from "node:crypto";

/** How long an upload address can be used: time to fetch a file from somewhere slow, not to pass it around. */
export const uploadTokenMinutes = 15;

/** 256 random bits; only their hash is stored. */
export const newUploadToken = (): string => randomBytes(32).toString("base64url");

export const uploadTokenHash = (token: string): Buffer => hash("sha256", token, "buffer");
