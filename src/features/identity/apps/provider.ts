import { AsyncLocalStorage } from "node:async_hooks";
import { type OAuthOptions, oauthProvider } from "@better-auth/oauth-provider";
import { base62, randomText } from "../../../platform/random-text.ts";
import { accessTokenPrefix, refreshTokenPrefix, storedHash, tokenLength } from "../keys/access-token.ts";
import { resourcesOf } from "./resources.ts";
import { oauthScopes } from "./scopes.ts";

const hourSeconds = 3600;

/** The page on which a person decides what an app may do. better-auth adds the signed request as its query. */
export const consentPath = "/authorize";
/** The page that signs a person in and then goes on with the request. */
export const loginPath = "/authorize/sign-in";

/**
 * The connection that a consent is given for, while better-auth handles it. Its callback has no other way to learn what the
 * person chose.
 */
const consenting = new AsyncLocalStorage<string>();
export const consentingTo = <T>(connectionId: string, run: () => Promise<T>): Promise<T> =>
  consenting.run(connectionId, run);

/**
 * better-auth's OAuth 2.1 provider in our tables. Tokens are opaque and hashed at rest, so a connection ends at once on every
 * node. Every request asks for consent, because consent is given to one connection.
 */
export function oauthPlugin(publicUrl: string, extension: NonNullable<OAuthOptions["extensions"]>[number]) {
  const { origin } = new URL(publicUrl);
  return oauthProvider({
    loginPage: `${origin}${loginPath}`,
    consentPage: `${origin}${consentPath}`,
    postLogin: {
      page: `${origin}${consentPath}`,
      shouldRedirect: () => false,
      consentReferenceId: () => consenting.getStore(),
    },
    scopes: [...oauthScopes],
    resources: resourcesOf(publicUrl),
    enforcePerClientResources: false,
    grantTypes: ["authorization_code", "refresh_token"],
    allowDynamicClientRegistration: true,
    allowUnauthenticatedClientRegistration: true,
    clientPrivileges: () => false,
    resourcePrivileges: () => false,
    disableJwtPlugin: true,
    accessTokenExpiresIn: hourSeconds,
    refreshTokenExpiresIn: 30 * 24 * hourSeconds,
    storeTokens: { hash: async (token) => storedHash(token) },
    prefix: { opaqueAccessToken: accessTokenPrefix, refreshToken: refreshTokenPrefix },
    generateOpaqueAccessToken: () => randomText(base62, tokenLength),
    generateRefreshToken: () => randomText(base62, tokenLength),
    silenceWarnings: { oauthAuthServerConfig: true, openidConfig: true },
    extensions: [extension],
    schema,
  } as OAuthOptions<string[]>);
}

const at = { createdAt: "created_at", updatedAt: "updated_at", expiresAt: "expires_at" };
const ofToken = {
  clientId: "client_id",
  sessionId: "session_id",
  userId: "account_id",
  referenceId: "reference_id",
  authorizationCodeId: "authorization_code_id",
  requestedUserInfoClaims: "requested_user_info_claims",
  ...at,
};

const schema = {
  oauthClient: {
    modelName: "oauth_clients",
    fields: {
      clientId: "client_id",
      clientSecret: "client_secret",
      clientDiscoveryId: "client_discovery_id",
      skipConsent: "skip_consent",
      enableEndSession: "enable_end_session",
      subjectType: "subject_type",
      clientCredentialsScopes: "client_credentials_scopes",
      userId: "account_id",
      softwareId: "software_id",
      softwareVersion: "software_version",
      softwareStatement: "software_statement",
      redirectUris: "redirect_uris",
      postLogoutRedirectUris: "post_logout_redirect_uris",
      backchannelLogoutUri: "backchannel_logout_uri",
      backchannelLogoutSessionRequired: "backchannel_logout_session_required",
      tokenEndpointAuthMethod: "token_endpoint_auth_method",
      applicationType: "application_type",
      jwksUri: "jwks_uri",
      grantTypes: "grant_types",
      responseTypes: "response_types",
      requirePKCE: "require_pkce",
      dpopBoundAccessTokens: "dpop_bound_access_tokens",
      referenceId: "reference_id",
      createdAt: at.createdAt,
      updatedAt: at.updatedAt,
    },
  },
  oauthResource: {
    modelName: "oauth_resources",
    fields: {
      accessTokenTtl: "access_token_ttl",
      refreshTokenTtl: "refresh_token_ttl",
      signingAlgorithm: "signing_algorithm",
      signingKeyId: "signing_key_id",
      allowedScopes: "allowed_scopes",
      customClaims: "custom_claims",
      dpopBoundAccessTokensRequired: "dpop_bound_access_tokens_required",
      policyVersion: "policy_version",
      createdAt: at.createdAt,
      updatedAt: at.updatedAt,
    },
  },
  oauthClientResource: {
    modelName: "oauth_client_resources",
    fields: { clientId: "client_id", resourceId: "resource_id", createdAt: at.createdAt },
  },
  oauthRefreshToken: {
    modelName: "oauth_refresh_tokens",
    fields: {
      ...ofToken,
      rotatedAt: "rotated_at",
      rotationReplayResponse: "rotation_replay_response",
      rotationReplayExpiresAt: "rotation_replay_expires_at",
      authTime: "auth_time",
    },
  },
  oauthAccessToken: { modelName: "oauth_access_tokens", fields: { ...ofToken, refreshId: "refresh_id" } },
  oauthConsent: { modelName: "oauth_consents", fields: ofToken },
  oauthClientAssertion: { modelName: "oauth_client_assertions", fields: { expiresAt: at.expiresAt } },
} as const;
