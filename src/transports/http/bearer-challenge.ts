import type { Failure } from "../../kernel/failure.ts";

/**
 * The `WWW-Authenticate` header of a failure (RFC 6750): a credential is missing or not valid, or an app lacks a scope. `more`
 * are parameters to add.
 */
export function bearerChallenge(
  { code, oauth }: Pick<Failure, "code" | "oauth">,
  more: Readonly<Record<string, string>> = {},
): string | undefined {
  if (!oauth && code !== "UNAUTHENTICATED" && code !== "INVALID_API_KEY") return undefined;
  const parameters = {
    ...(oauth && { error: oauth.error }),
    ...more,
    ...(oauth?.error === "insufficient_scope" && { scope: oauth.scopes.join(" ") }),
  };
  const written = Object.entries(parameters).map(([name, value]) => `${name}="${value}"`);
  return ["Bearer", written.join(", ")].join(" ").trim();
}
