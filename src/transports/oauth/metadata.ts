import { authPrefix } from "../../features/identity/accounts/auth.ts";
import { oauthScopes } from "../../features/identity/apps/scopes.ts";
import type { Config } from "../../platform/config.ts";

/** The MCP addresses that apps connect to by OAuth. */
export const oauthResources = ["/mcp", "/mcp/oauth"] as const;

const resourceMetadataPath = "/.well-known/oauth-protected-resource";

/** The metadata of a protected resource (RFC 9728); `path` is empty for the server as a whole. */
export const resourceMetadata = ({ publicUrl }: Pick<Config, "publicUrl">, path: string) => ({
  resource: `${publicUrl}${path}`,
  authorization_servers: [`${new URL(publicUrl).origin}${authPrefix}`],
  scopes_supported: oauthScopes,
  bearer_methods_supported: ["header"],
  resource_name: "Rookery",
});

/** Where the metadata of a resource is served. */
export const resourceMetadataAt = (path: string): string => `${resourceMetadataPath}${path}`;

/** The parameter of a `WWW-Authenticate` header that says where the metadata of a resource is. */
export const metadataParameter = ({ publicUrl }: Pick<Config, "publicUrl">, path: string): string =>
  `resource_metadata="${publicUrl}${resourceMetadataAt(path)}"`;

/**
 * The `WWW-Authenticate` header of a 401 at an MCP address, by which an app finds where to connect. `error` says that a token
 * was sent and is not valid.
 */
export const challenge = (
  { publicUrl }: Pick<Config, "publicUrl">,
  path: string,
  error: "invalid_token" | undefined,
): string => {
  const parts = [
    ...(error ? [`error="${error}"`] : []),
    metadataParameter({ publicUrl }, path),
    `scope="${oauthScopes.join(" ")}"`,
  ];
  return `Bearer ${parts.join(", ")}`;
};

// What better-auth can do and this server does not offer.
const notOffered = /introspection|jwks|dpop|^end_session|^backchannel|signing_alg/;

/** The metadata of the authorization server (RFC 8414). Every app is a public client. */
export const serverMetadata = (known: object): object => ({
  ...Object.fromEntries(Object.entries(known).filter(([name]) => !notOffered.test(name))),
  token_endpoint_auth_methods_supported: ["none"],
  revocation_endpoint_auth_methods_supported: ["none"],
});
