import { fail } from "../../../../kernel/failure.ts";
import type { Config } from "../../../../platform/config.ts";
import type { Secret } from "../../../../platform/secret.ts";
import { type LinkKeys, signatureOf } from "../../signing/signature.ts";
import { isParameter, type Query, readQuery } from "../modifiers/read-query.ts";

export interface Signer {
  config: Pick<Config, "cdnUrl">;
  secret: Secret;
  salts: LinkKeys;
}

/** The URL of a link to `path` with the parameters of `query` and a signature. Fails if the query asks for anything unknown. */
export function signedLink(
  { config, secret, salts }: Signer,
  path: string,
  query: string,
  expires?: Date,
): string {
  const asked = parametersOf(query);
  const stated = { ...asked, ...(expires && { expires: String(Math.floor(expires.getTime() / 1000)) }) };
  const { signable } = readQuery(stated);
  const search = new URLSearchParams([...signable]);
  if (asked.download !== undefined) search.set("download", "");
  search.set("s", signatureOf(secret, salts, { path: `/${path}`, parameters: signable }));
  return `${config.cdnUrl}/${path}?${search}`;
}

/** What a mistake in a link would hide, a request for one tells. */
function parametersOf(query: string): Query {
  const asked: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    if (!isParameter(name) && name !== "download") {
      throw fail.input(`query: '${name}' is not a parameter of links. See docs/delivery.md.`);
    }
    asked[name] = value;
  }
  return asked;
}
