import { createKyselyAdapter, kyselyAdapter } from "@better-auth/kysely-adapter";
import { passkey } from "@better-auth/passkey";
import { type BetterAuthOptions, betterAuth } from "better-auth";
import { APIError, createAuthEndpoint, createAuthMiddleware, isAPIError } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import type { Logger } from "pino";
import { z } from "zod";
import { addressHeader } from "../../../kernel/address.ts";
import type { RateLimits } from "../../../kernel/rate-limits.ts";
import { type Clock, dayMs } from "../../../platform/clock.ts";
import type { Config } from "../../../platform/config.ts";
import type { Database } from "../../../platform/database/database.ts";
import type { PublicFetch } from "../../../platform/net/public-fetch.ts";
import type { Secret } from "../../../platform/secret.ts";
import { deviceEndpoint, deviceGrant } from "../apps/devices/grant.ts";
import { metadataDocuments } from "../apps/metadata-document.ts";
import { consentPath, oauthPlugin } from "../apps/provider.ts";
import { authSecret } from "../auth-secret.ts";
import { hashingSessionTokens } from "./hashed-session-tokens.ts";
import { tellingOutages } from "./outages.ts";
import { maySignIn, signUpClosed } from "./sign-up.ts";
import { identityWithoutTokens, onlyVerified, singleSignOn } from "./single-sign-on/provider.ts";

/** better-auth keeps sessions, their cookies and passkeys in our tables. `sign-in/` decides who gets a session. */
export type Auth = Awaited<ReturnType<typeof openAuth>>;

export const authPrefix = "/api/auth";

// Each use extends a session, so it lasts as long as it is used once a month.
const sessionDays = 30;

const secondsOf = (days: number) => (days * dayMs) / 1000;

/** Maps better-auth's names to our tables and columns, and sets how long sessions last. */
const tables = {
  user: {
    modelName: "accounts",
    fields: { emailVerified: "email_verified", createdAt: "created_at", updatedAt: "updated_at" },
  },
  session: {
    modelName: "sessions",
    expiresIn: secondsOf(sessionDays),
    updateAge: secondsOf(1),
    // Without a cookie cache, a revoked session ends at once.
    cookieCache: { enabled: false },
    fields: {
      userId: "account_id",
      ipAddress: "ip_address",
      userAgent: "user_agent",
      expiresAt: "expires_at",
      createdAt: "created_at",
      updatedAt: "updated_at",
    },
  },
  account: {
    modelName: "identities",
    updateAccountOnSignIn: false,
    fields: {
      userId: "account_id",
      accountId: "provider_account_id",
      providerId: "provider_id",
      accessToken: "access_token",
      refreshToken: "refresh_token",
      idToken: "id_token",
      accessTokenExpiresAt: "access_token_expires_at",
      refreshTokenExpiresAt: "refresh_token_expires_at",
      createdAt: "created_at",
      updatedAt: "updated_at",
    },
  },
  verification: {
    modelName: "verifications",
    storeIdentifier: "hashed",
    fields: { expiresAt: "expires_at", createdAt: "created_at", updatedAt: "updated_at" },
  },
} as const;

interface Needs {
  database: Database;
  secret: Secret;
  log: Logger;
  clock: Clock;
  publicFetch: PublicFetch;
  rateLimits: RateLimits;
}

export async function openAuth(config: Pick<Config, "publicUrl" | "signUp" | "oidc">, needs: Needs) {
  const { database, secret, log } = needs;
  const { origin, hostname, protocol } = new URL(config.publicUrl);
  const { kysely } = await createKyselyAdapter({ database: database.pool });
  if (!kysely) throw new Error("better-auth does not know the database pool");
  const adapter = kyselyAdapter(kysely, { type: "postgres", transaction: true });
  const auth = betterAuth({
    appName: "Rookery",
    baseURL: origin,
    basePath: authPrefix,
    secret: authSecret(secret),
    database: (options: BetterAuthOptions) => hashingSessionTokens(tellingOutages(adapter(options))),
    telemetry: { enabled: false },
    // Our own rate limits count across processes, and per email address too.
    rateLimit: { enabled: false },
    ...tables,
    user: { ...tables.user, validateUserInfo: onlyVerified },
    advanced: {
      cookiePrefix: "rookery",
      useSecureCookies: protocol === "https:",
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/" },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    onAPIError: { errorURL: `${origin}${consentPath}` },
    logger: { log: (level, message) => log[level === "debug" ? "debug" : level](`accounts: ${message}`) },
    databaseHooks: changesOf(config, needs),
    hooks: {
      after: createAuthMiddleware(async (ctx) => {
        if (ctx.path === "/passkey/generate-authenticate-options" && !isAPIError(ctx.context.returned)) {
          return ctx.json({ ...(ctx.context.returned as object), userVerification: "required" });
        }
      }),
    },
    plugins: [
      passkey({
        rpID: hostname,
        rpName: "Rookery",
        origin,
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        registration: {
          afterVerification: async ({ verification }) =>
            requireUserVerification(verification.registrationInfo?.userVerified),
        },
        authentication: {
          afterVerification: async ({ verification }) =>
            requireUserVerification(verification.authenticationInfo.userVerified),
        },
        schema: {
          passkey: {
            modelName: "passkeys",
            fields: {
              userId: "account_id",
              publicKey: "public_key",
              credentialID: "credential_id",
              deviceType: "device_type",
              backedUp: "backed_up",
              createdAt: "created_at",
            },
          },
        },
      }),
      oauthPlugin(config.publicUrl, { clientDiscovery: metadataDocuments(needs), ...deviceGrant(needs) }),
      deviceEndpoint(config.publicUrl, needs),
      openingSessions,
      singleSignOn(config.oidc, needs),
    ],
  });
  // Its plugins write to the database while they start, which must not go on when a short command has closed it.
  await auth.$context;
  return auth;
}

/** What happens before better-auth writes a row. */
function changesOf(config: Pick<Config, "signUp">, { database, clock }: Needs): DatabaseHooks {
  return {
    user: {
      create: {
        before: async ({ email }) => {
          if (await maySignIn({ config, database, clock }, email)) return;
          throw new APIError("FORBIDDEN", { code: "SIGN_UP_CLOSED", message: signUpClosed });
        },
      },
    },
    account: { create: { before: identityWithoutTokens } },
  };
}

type DatabaseHooks = NonNullable<BetterAuthOptions["databaseHooks"]>;

/** A passkey is the only factor, so the device must verify its user (PIN, finger or face): it may be lost or stolen. */
function requireUserVerification(userVerified: boolean | undefined): void {
  if (userVerified) return;
  throw new APIError("UNAUTHORIZED", {
    message:
      "Your device couldn't verify it's you. Set up a PIN, fingerprint or face unlock on it, and try again.",
  });
}

/** Opens a session for a person who has proved that they read an address's mail. Has no HTTP route. */
const openSession = createAuthEndpoint(
  { method: "POST", body: z.object({ email: z.string() }), requireHeaders: true },
  async (ctx) => {
    const { internalAdapter } = ctx.context;
    const { email } = ctx.body;
    const find = async () => (await internalAdapter.findUserByEmail(email))?.user;
    const name = email.split("@")[0] as string;
    // Two browsers of a new person may sign in at the same time.
    const user =
      (await find()) ??
      (await internalAdapter
        .createUser({ email, name, emailVerified: true }, { method: "email-otp" })
        .catch(find));
    if (!user) throw new Error("An account could not be made");
    const session = await internalAdapter.createSession(user.id);
    await setSessionCookie(ctx, { session, user });
    return { accountId: user.id };
  },
);

const openingSessions = { id: "opening-sessions", endpoints: { openSession } } as const;
