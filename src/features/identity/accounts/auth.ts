import { passkey } from "@better-auth/passkey";
import { betterAuth } from "better-auth";
import { APIError, createAuthEndpoint, createAuthMiddleware, isAPIError } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import type { Logger } from "pino";
import { z } from "zod";
import { dayMs } from "../../../platform/clock.ts";
import type { Config } from "../../../platform/config.ts";
import type { Database } from "../../../platform/database/database.ts";
import type { Secret } from "../../../platform/secret.ts";

/** Sessions, their cookies, and passkeys, kept by better-auth in our tables. Who may have a session is said elsewhere. */
export type Auth = ReturnType<typeof openAuth>;

/** Where better-auth finds a client's address: set by us alone. */
export const addressHeader = "x-rookery-address";

export const authPrefix = "/api/auth";

// A session that is used once in a month goes on.
const sessionDays = 30;

const secondsOf = (days: number) => (days * dayMs) / 1000;

/** Our tables and columns, by better-auth's names, and how long sessions last. */
const tables = {
  user: {
    modelName: "accounts",
    fields: { emailVerified: "email_verified", createdAt: "created_at", updatedAt: "updated_at" },
  },
  session: {
    modelName: "sessions",
    expiresIn: secondsOf(sessionDays),
    updateAge: secondsOf(1),
    // A session that was revoked ends at once, so nothing is taken from a cookie.
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
    fields: { expiresAt: "expires_at", createdAt: "created_at", updatedAt: "updated_at" },
  },
} as const;

export function openAuth(
  { publicUrl }: Pick<Config, "publicUrl">,
  database: Database,
  secret: Secret,
  log: Logger,
) {
  const { origin, hostname, protocol } = new URL(publicUrl);
  return betterAuth({
    appName: "Rookery",
    baseURL: origin,
    basePath: authPrefix,
    secret: secret.derive(Buffer.alloc(0), "sessions").toString("base64"),
    database: database.pool,
    telemetry: { enabled: false },
    // Ours count in every process alike, and by mail address too.
    rateLimit: { enabled: false },
    ...tables,
    advanced: {
      cookiePrefix: "rookery",
      useSecureCookies: protocol === "https:",
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/" },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    logger: { log: (level, message) => log[level === "debug" ? "debug" : level](`accounts: ${message}`) },
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
            mustBeTheirs(verification.registrationInfo?.userVerified),
        },
        authentication: {
          afterVerification: async ({ verification }) =>
            mustBeTheirs(verification.authenticationInfo.userVerified),
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
      openingSessions,
    ],
  });
}

/** A passkey signs in by itself, so the device must have asked for a PIN, a finger or a face: it may have been found. */
function mustBeTheirs(userVerified: boolean | undefined): void {
  if (userVerified) return;
  throw new APIError("UNAUTHORIZED", {
    message:
      "The passkey did not ask who you are. Set up a PIN, a finger or a face on the device, and try again.",
  });
}

/** Called by this server alone, never over HTTP: a session for whoever was seen to read an address's mail. */
const openSession = createAuthEndpoint(
  { method: "POST", body: z.object({ email: z.string() }), requireHeaders: true },
  async (ctx) => {
    const { internalAdapter } = ctx.context;
    const { email } = ctx.body;
    const find = async () => (await internalAdapter.findUserByEmail(email))?.user;
    const name = email.split("@")[0] as string;
    // Two browsers of a new person may be first at once.
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
