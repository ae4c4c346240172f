/** The SQLSTATE of a Postgres error, or the system's code (`ECONNREFUSED`) of a socket error. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** Whether a statement failed because of this constraint (unique, foreign key, check, exclusion). */
export const violates = (error: unknown, constraint: string): boolean =>
  sqlState(error)?.startsWith("23") === true && (error as { constraint?: string }).constraint === constraint;
