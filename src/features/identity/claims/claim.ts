import { hash, randomBytes } from "node:crypto";
import type { Config } from "../../../platform/config.ts";

/** A claim token: 256 random bits, as 43 characters of base64url. Only its hash is stored. */
export const newClaimToken = (): string => randomBytes(32).toString("base64url");

export const claimTokenHash = (token: string): Buffer => hash("sha256", token, "buffer");

/** The page on which a person claims an organization. */
export const claimLink = ({ publicUrl }: Pick<Config, "publicUrl">, token: string): string =>
  `${publicUrl}/claim/${token}`;

/** How many days before an unclaimed organization ends reminders are sent. */
export const reminderDays = [7, 1] as const;
