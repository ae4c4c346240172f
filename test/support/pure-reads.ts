import type { AnyOperation } from "../../src/kernel/operation.ts";

/** Whether an operation only reads, by its access or its name. Some reads are audited too. */
export const isPureRead = ({ name, access }: AnyOperation): boolean =>
  access.level === "read" ||
  access.kind === "key" ||
  (access.kind === "scope" && /:(read|search)$/.test(access.scope)) ||
  (access.kind === "role" && access.role === "viewer") ||
  /^(get|list|peek)[A-Z]/.test(name);
