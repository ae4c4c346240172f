import type { BetterAuthPlugin } from "better-auth";
import { APIError } from "better-auth/api";
import type { Logger } from "pino";
import { z } from "zod";
import { withoutControls } from "../../../../kernel/fields.ts";
import { type Clock, hourMs } from "../../../../platform/clock.ts";
import type { OidcSettings } from "../../../../platform/sign-in-settings.ts";

/** The provider's id at better-auth, in the path of its callback, and in `identities`. */
export const oidcProviderId = "oidc";
/** The code of better-auth's answer while the provider can't be used. */
export const providerDownCode = "PROVIDER_DOWN";

type Context = Parameters<NonNullable<BetterAuthPlugin["init"]>>[0];
type Provider = Context["socialProviders"][number];

// A person waits for both answers.
const answerMs = 5_000;
const nameLengthMax = 100;

const Metadata = z.object({
  issuer: z.string(),
  userinfo_endpoint: z.url().optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
});
type Metadata = z.output<typeof Metadata>;

const Claims = z.object({
  sub: z.string().min(1),
  email: z.string().optional(),
  // Some providers write it as text.
  email_verified: z.union([z.boolean(), z.string()]).optional(),
  name: z.string().optional(),
});
type Claims = z.output<typeof Claims>;

interface Needs {
  log: Logger;
  clock: Clock;
}

/**
 * Sign-in at an OpenID Connect provider, by better-auth's plugin for it. That plugin reads the provider's metadata only once, at the
 * start, and leaves the provider out when it is down. So it is asked at the first sign-in, and once an hour.
 */
export function singleSignOn(settings: OidcSettings | undefined, { log, clock }: Needs): BetterAuthPlugin {
  const id = "single-sign-on";
  if (!settings) return { id };
  let current: { provider: Promise<Provider>; until: number } | undefined;

  function provider(context: Context, oidc: OidcSettings): Promise<Provider> {
    if (!current || current.until <= clock.elapsedMs()) {
      current = { provider: open(context, oidc), until: clock.elapsedMs() + hourMs };
    }
    return current.provider.catch((error) => {
      current = undefined;
      log.warn({ reason: (error as Error).message }, "the OpenID Connect provider could not be used");
      throw new APIError("SERVICE_UNAVAILABLE", { code: providerDownCode, message: "Provider down" });
    });
  }

  return {
    id,
    init: (context) => {
      // better-auth awaits functions in this list, which its types do not say.
      const late = (() => provider(context, settings)) as unknown as Provider;
      return { context: { socialProviders: [...context.socialProviders, late] } };
    },
  };
}

async function open(context: Context, settings: OidcSettings): Promise<Provider> {
  const { issuer, clientId, clientSecret } = settings;
  const discoveryUrl = `${issuer}/.well-known/openid-configuration`;
  const metadata = Metadata.parse(await read(discoveryUrl));
  if (metadata.issuer.replace(/\/+$/, "") !== issuer)
    throw new Error("Its metadata names another issuer than OIDC_ISSUER");
  const { genericOAuth } = await import("better-auth/plugins/generic-oauth");
  const methods = metadata.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
  const plugin = genericOAuth({
    config: [
      {
        providerId: oidcProviderId,
        discoveryUrl,
        requireIdTokenVerification: true,
        clientId,
        clientSecret,
        authentication: methods.includes("client_secret_basic") ? "basic" : "post",
        scopes: ["openid", "email", "profile"],
        disableProviderLogout: true,
        // Another provider may give the same `sub` to another person.
        accountSubject: ({ profile }) => `${metadata.issuer} ${profile.sub}`,
        getUserInfo: async (tokens) => userOf(await claimsOf(metadata, tokens)),
      },
    ],
  });
  const { context: opened } = (await plugin.init(context)) as { context: { socialProviders: Provider[] } };
  const found = opened.socialProviders.find((one) => one.id === oidcProviderId);
  if (!found) throw new Error("Its metadata could not be used");
  return found;
}

/** The ID token's claims, which better-auth has verified, or those of the userinfo endpoint where it has no address. */
async function claimsOf(
  { userinfo_endpoint: userinfo }: Metadata,
  { idToken, accessToken }: { idToken?: string | undefined; accessToken?: string | undefined },
): Promise<Claims> {
  // Without an ID token, better-auth would have verified nothing.
  if (!idToken) throw new Error("The provider sent no ID token");
  const payload = Buffer.from(idToken.split(".")[1] ?? "", "base64url").toString();
  const claims = Claims.parse(JSON.parse(payload));
  if (claims.email !== undefined || userinfo === undefined || !accessToken) return claims;
  const more = Claims.parse(await read(userinfo, { authorization: `Bearer ${accessToken}` }));
  // OpenID Connect Core, 5.3.2: the answer may be about somebody else.
  if (more.sub !== claims.sub) throw new Error("The userinfo endpoint answered about another person");
  return more;
}

/**
 * What the account is made of. Nobody at this server sees it before `onlyVerified` has. What is no address counts as none: text without
 * "@" would pass for a domain of `SIGN_UP`, and some letters outside of ASCII have a lower case that is another person's.
 */
function userOf({ sub, email: claimed, email_verified: verified, name }: Claims) {
  const email = z.email().max(254).safeParse(claimed).data;
  const called = withoutControls(name ?? "")
    .trim()
    .slice(0, nameLengthMax);
  return {
    sub,
    email,
    emailVerified: verified === true || verified === "true",
    name: called || (email?.split("@")[0] ?? ""),
  };
}

interface Validated {
  user: { emailVerified?: boolean | undefined };
  source: { method: string };
}

/** Refuses an address that the provider has not verified: whoever types it there would get the account of its owner. */
export const onlyVerified = ({ user, source }: Validated) =>
  source.method === "oauth" && !user.emailVerified ? { error: "email_not_verified" } : undefined;

/** The operator chose the provider, so it may be at a private address. */
async function read(url: string, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await fetch(url, {
    headers: { accept: "application/json", ...headers },
    signal: AbortSignal.timeout(answerMs),
  });
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}`);
  return response.json();
}

/** Leaves out the provider's tokens, which nothing here uses: who reads the table could act for the person there. */
export async function identityWithoutTokens<Identity extends object>(identity: Identity) {
  return { data: { ...identity, accessToken: null, refreshToken: null, idToken: null } };
}
