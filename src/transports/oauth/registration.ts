import { z } from "zod";
import { isOnDevice, isOneAddress } from "../../features/identity/apps/redirect-address.ts";
import { parseJson } from "../http/read-body.ts";

const Registration = z.looseObject({
  redirect_uris: z.array(z.string()).optional(),
  application_type: z.string().optional(),
  require_pkce: z.unknown().optional(),
});

/**
 * An app's registration as better-auth takes it (RFC 7591). Apps are public clients, whatever they ask for: a secret that every
 * copy of an app gets protects nothing. Apps that are called back on the person's device are native, also when they do not say so.
 */
export function asPublicClient(body: Buffer): Buffer | OAuthError {
  const parsed = Registration.safeParse(parseJson(body));
  if (!parsed.success) return body; // better-auth names what is wrong
  const { redirect_uris: redirectUris = [], application_type: type, require_pkce: _, ...rest } = parsed.data;
  if (!redirectUris.every(isOneAddress)) return wildcard;
  return Buffer.from(
    JSON.stringify({
      ...rest,
      ...(parsed.data.redirect_uris && { redirect_uris: redirectUris }),
      token_endpoint_auth_method: "none",
      application_type: redirectUris.some(isOnDevice) ? "native" : type,
    }),
  );
}

/** An answer of an OAuth endpoint that is no success (RFC 6749, 5.2). */
export interface OAuthError {
  error: string;
  error_description: string;
}

const wildcard: OAuthError = {
  error: "invalid_redirect_uri",
  error_description: "Redirect addresses are matched exactly, so they can't contain *",
};
