/**
 * A token request that keeps the bounds of the connection. A refresh may name fewer scopes. One that names none of ours would leave
 * a token that nothing bounds, so it keeps the scopes that it has.
 */
export function keepingScopes(body: Buffer): Buffer {
  const fields = new URLSearchParams(body.toString());
  if (fields.get("grant_type")?.trim() !== "refresh_token") return body;
  if (fields.getAll("scope").every(namesOurs)) return body;
  fields.delete("scope");
  return Buffer.from(fields.toString());
}

const namesOurs = (scopes: string) =>
  scopes.split(/\s+/).some((scope) => scope !== "" && scope !== "offline_access");
