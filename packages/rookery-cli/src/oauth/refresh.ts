import * as oauth from "oauth4webapi";
import { appOf, discover } from "./server.ts";

/** New tokens, or undefined if the refresh token has ended. */
export async function refreshed(
  server: string,
  clientId: string,
  refreshToken: string,
): Promise<oauth.TokenEndpointResponse | undefined> {
  const { as, options } = await discover(server);
  const client = appOf(clientId);
  const answer = await oauth.refreshTokenGrantRequest(as, client, oauth.None(), refreshToken, options);
  try {
    return await oauth.processRefreshTokenResponse(as, client, answer);
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError) return undefined;
    throw error;
  }
}

/** Ends a token, and with it this app's connection. */
export async function revoke(server: string, clientId: string, token: string): Promise<void> {
  const { as, options } = await discover(server);
  const answer = await oauth.revocationRequest(as, appOf(clientId), oauth.None(), token, options);
  await oauth.processRevocationResponse(answer);
}
