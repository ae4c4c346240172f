import { z } from "zod";

/**
 * What a member may do. Viewers read. Editors also add, change and delete assets and memory. Owners also manage
 * members, keys, webhooks, libraries and the organization itself.
 */
export const Role = z.enum(["viewer", "editor", "owner"]);
export type Role = z.output<typeof Role>;

/** Whether a role includes the rights of another. */
export const includes = (role: Role, needed: Role): boolean =>
  Role.options.indexOf(role) >= Role.options.indexOf(needed);
