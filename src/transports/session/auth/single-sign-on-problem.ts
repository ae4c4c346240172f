/** Why a sign-in at the provider failed. The sign-in page has a sentence for each. */
export type Problem = "expired" | "cancelled" | "unverified" | "closed" | "down" | "unavailable" | "refused";

// The codes of better-auth, of the provider (RFC 6749, 4.1.2.1) and of our own checks, in lower case.
const problems: Record<string, Problem> = {
  state_not_found: "expired",
  state_mismatch: "expired",
  state_invalid: "expired",
  access_denied: "cancelled",
  email_not_verified: "unverified",
  email_not_found: "unverified",
  account_not_linked: "unverified",
  sign_up_closed: "closed",
  provider_down: "down",
  database_away: "unavailable",
  internal_server_error: "unavailable",
  server_error: "down",
  temporarily_unavailable: "down",
};

/** What better-auth's answer to a callback says went wrong. Undefined when it signed the person in. */
export async function problemOf(answer: Response, location: URL): Promise<Problem | undefined> {
  const code = location.searchParams.get("error") ?? (await codeIn(answer));
  if (code === undefined) return undefined;
  return problems[code.toLowerCase()] ?? "refused";
}

/** The code of better-auth's answer, if it failed. */
export async function codeIn(answer: Response): Promise<string | undefined> {
  if (answer.status < 400) return undefined;
  const body: unknown = await answer.json().catch(() => undefined);
  const { code } = (body ?? {}) as { code?: unknown };
  return typeof code === "string" ? code : "unknown";
}
