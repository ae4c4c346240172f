import { hash } from "node:crypto";

/** Every access token begins with it, which tells tokens from keys and lets secret scanners find them. */
export const accessTokenPrefix = "rka_";
export const refreshTokenPrefix = "rkr_";

const shape = /^rka_[0-9A-Za-z]{40}$/;
export const tokenLength = 40;

export const isAccessToken = (token: string): boolean => shape.test(token);

/** What is stored instead of a token, a code or a device code: its SHA-256 in base64url. */
export const storedHash = (secret: string): string => hash("sha256", secret, "base64url");

/** What is stored for an access token as clients send it. */
export const storedAccessToken = (token: string): string => storedHash(token.slice(accessTokenPrefix.length));
