import { z } from "zod";

/** What a person may do in an organization: see, also add and organise, or also members, keys, libraries and its end. */
export const Role = z.enum(["viewer", "editor", "owner"]);
export type Role = z.output<typeof Role>;

/** Whether a role includes what another may do. */
export const includes = (role: Role, needed: Role): boolean =>
  Role.options.indexOf(role) >= Role.options.indexOf(needed);
