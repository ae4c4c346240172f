import { hash } from "node:crypto";
import { base62 } from "../../../platform/random-text.ts";

const letters = 16;

/** The id that a record of another system has in this user's memory: always the same, so that a repeated import adds nothing. */
export function idOfSource(prefix: "int" | "fact", userId: string, sourceId: string): string {
  const bytes = hash("sha256", `${prefix} ${userId} ${sourceId}`, "buffer").subarray(0, letters);
  return `${prefix}_${Array.from(bytes, (byte) => base62[byte % base62.length]).join("")}`;
}
