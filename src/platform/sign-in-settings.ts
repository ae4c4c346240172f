import { z } from "zod";
import { address, type SignUp, signUp } from "./setting-types.ts";

/** The OpenID Connect provider at which people may sign in. */
export interface OidcSettings {
  /** Without a slash at the end. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the sign-in page calls it. */
  name: string;
}

// Codes and secrets go there, so only the machine itself may be asked without TLS.
const isPrivateOnTheWay = (url: string) =>
  url.startsWith("https:") || ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);

/** Who may sign in, and how. */
export interface SignInSettings {
  /** Who may have a new account. */
  signUp: SignUp;
  oidc: OidcSettings | undefined;
}

export const signInShape = {
  SIGN_UP: signUp.default({ kind: "open" }),
  OIDC_ISSUER: address("https", "http")
    .refine(isPrivateOnTheWay, "must start with https:// (http:// works on the same machine only)")
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(60, "must have at most 60 characters").default("your organization"),
};

/** Settings that are set together. */
export const oidcPairs = [
  ["OIDC_ISSUER", "OIDC_CLIENT_ID"],
  ["OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"],
] as const;

export const signInOf = (s: z.output<z.ZodObject<typeof signInShape>>): SignInSettings => ({
  signUp: s.SIGN_UP,
  oidc:
    s.OIDC_ISSUER && s.OIDC_CLIENT_ID && s.OIDC_CLIENT_SECRET
      ? {
          issuer: s.OIDC_ISSUER,
          clientId: s.OIDC_CLIENT_ID,
          clientSecret: s.OIDC_CLIENT_SECRET,
          name: s.OIDC_NAME,
        }
      : undefined,
});
