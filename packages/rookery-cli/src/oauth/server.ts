import * as oauth from "oauth4webapi";
import { isLocal } from "../credentials/server-address.ts";
import { CliFailure, exitCodes, usage } from "../failure.ts";
import { fetchFrom } from "./fetch.ts";

/** A server's OAuth endpoints, and how to call them. */
export interface OAuthServer {
  as: oauth.AuthorizationServer;
  /** What every call needs: the signal, a time limit, and plain HTTP on this machine only. */
  options: {
    signal?: AbortSignal;
    [oauth.allowInsecureRequests]: boolean;
    [oauth.customFetch]: ReturnType<typeof fetchFrom>;
  };
}

/** What this app asks for. The person decides how much of it they allow. */
export const scope = [
  "images:read",
  "images:write",
  "memory:read",
  "memory:write",
  "users:read",
  "users:write",
  "conversations:read",
  "conversations:write",
  "offline_access",
].join(" ");

export const deviceGrant = "urn:ietf:params:oauth:grant-type:device_code";

/** Finds the endpoints by the server's address alone (RFC 9728, RFC 8414). */
export async function discover(server: string, signal?: AbortSignal): Promise<OAuthServer> {
  const resource = new URL(server);
  const options = {
    ...(signal && { signal }),
    [oauth.allowInsecureRequests]: isLocal(resource),
    [oauth.customFetch]: fetchFrom(server),
  };
  const answer = await oauth.resourceDiscoveryRequest(resource, options);
  if (answer.status === 404) throw noOAuth(server);
  await sameAddress(server, answer);
  const { authorization_servers: [issuer] = [] } = await oauth.processResourceDiscoveryResponse(
    resource,
    answer,
  );
  if (!issuer) throw noOAuth(server);
  const at = new URL(issuer);
  const metadata = await oauth.discoveryRequest(at, { ...options, algorithm: "oauth2" });
  return { as: await oauth.processDiscoveryResponse(at, metadata), options };
}

/** A token is for the address by which the server knows itself. */
async function sameAddress(server: string, answer: Response): Promise<void> {
  const { resource } = (await answer
    .clone()
    .json()
    .catch(() => ({}))) as { resource?: unknown };
  if (typeof resource !== "string" || !URL.canParse(resource)) return;
  const itself = new URL(resource).href.replace(/\/+$/, "");
  if (itself !== server) throw usage(`This server's address is ${itself}. Sign in there: --server ${itself}`);
}

const noOAuth = (server: string) =>
  new CliFailure(
    exitCodes.refused,
    "NO_OAUTH",
    `${server} offers no sign-in for apps. Use a key: rookery-cli login --server ${server} --key`,
  );

/** Registers this app (RFC 7591), for each sign-in: a server that was set up anew would not know an earlier registration. */
export async function register({ as, options }: OAuthServer): Promise<oauth.Client> {
  const answer = await oauth.dynamicClientRegistrationRequest(
    as,
    {
      client_name: "Rookery CLI",
      redirect_uris: ["http://127.0.0.1/callback"],
      token_endpoint_auth_method: "none",
      grant_types: ["authorization_code", "refresh_token", deviceGrant],
      response_types: ["code"],
    },
    options,
  );
  return oauth.processDynamicClientRegistrationResponse(answer);
}

/** An app without a secret: every copy of it would have the same. */
export const appOf = (clientId: string): oauth.Client => ({
  client_id: clientId,
  token_endpoint_auth_method: "none",
});

/** The sentence of an OAuth error, for the person. */
export function oauthFailure(error: unknown): unknown {
  if (error instanceof oauth.ResponseBodyError || error instanceof oauth.AuthorizationResponseError) {
    const text = error.error === "access_denied" ? "You did not allow it." : error.error_description;
    return new CliFailure(
      exitCodes.notSignedIn,
      error.error.toUpperCase(),
      text ?? `The server refused: ${error.error}.`,
    );
  }
  return error;
}
