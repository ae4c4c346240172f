import type { Caller } from "./caller.ts";
import type { AnyOperation } from "./operation.ts";

/** Whose writes a caller's reads must have: its own, and those that gave it its access. */
export const writersSeenBy = (caller: Caller): string[] => [...self(caller), ...organizationOf(caller, {})];

/**
 * Whom a write is remembered for: its caller. What makes keys is remembered for the organization, since the new key has
 * written nothing yet, and so is what strangers start.
 */
export function writersOf(caller: Caller, { changesKeys }: AnyOperation, answer: unknown): string[] {
  const writers = self(caller);
  return changesKeys || writers.length === 0 ? [...writers, ...organizationOf(caller, answer)] : writers;
}

function self(caller: Caller): string[] {
  if (caller.kind === "key") return [`key ${caller.key.id}`];
  return caller.kind === "session" ? [writerOf(caller.account.id)] : [];
}

/** A signed-in person as a writer. */
export const writerOf = (accountId: string): string => `account ${accountId}`;

function organizationOf(caller: Caller, answer: unknown): string[] {
  const slug =
    "organization" in caller
      ? caller.organization.slug
      : (answer as { organizationId?: unknown })?.organizationId;
  return typeof slug === "string" ? [`organization ${slug}`] : [];
}
