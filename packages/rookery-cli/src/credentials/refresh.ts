import type { TokenEndpointResponse } from "oauth4webapi";
import { notSignedIn } from "../failure.ts";
import { changeConfig, type OAuthProfile } from "./config-file.ts";

// A token that ends while a request is on its way would be refused.
const marginMs = 60_000;

/** What is kept of an answer with tokens. */
export const tokensOf = (clientId: string, answer: TokenEndpointResponse): OAuthProfile => ({
  clientId,
  accessToken: answer.access_token,
  ...(answer.refresh_token !== undefined && { refreshToken: answer.refresh_token }),
  ...(answer.expires_in !== undefined && { expiresAt: Date.now() + answer.expires_in * 1000 }),
});

const isFresh = ({ expiresAt }: OAuthProfile): boolean =>
  expiresAt === undefined || expiresAt - marginMs > Date.now();

/** A function that returns a token that is valid, and refreshes it once however many ask. */
export function tokenSource(server: string, first: OAuthProfile): () => Promise<string> {
  let known = first;
  let refreshing: Promise<OAuthProfile> | undefined;
  return async () => {
    if (!isFresh(known)) {
      refreshing ??= refresh(server).finally(() => {
        refreshing = undefined;
      });
      known = await refreshing;
    }
    return known.accessToken;
  };
}

/** Another process may have refreshed it meanwhile. Ctrl-C does not end this: the old token works once. */
async function refresh(server: string): Promise<OAuthProfile> {
  const ended = notSignedIn(
    `Your sign-in to ${server} has ended. Sign in again: rookery-cli login --server ${server}`,
  );
  return changeConfig(async ({ servers }) => {
    const { [server]: profile } = servers;
    const oauth = profile?.oauth;
    if (!profile || !oauth?.refreshToken) throw ended;
    if (isFresh(oauth)) return oauth;
    const { refreshed } = await import("../oauth/refresh.ts");
    const answer = await refreshed(server, oauth.clientId, oauth.refreshToken);
    if (!answer) throw ended;
    // A server need not give a new refresh token. Then the old one goes on working.
    profile.oauth = { ...oauth, ...tokensOf(oauth.clientId, answer) };
    return profile.oauth;
  });
}
