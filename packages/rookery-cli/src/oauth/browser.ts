import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import * as oauth from "oauth4webapi";
import { appOf, type OAuthServer, scope } from "./server.ts";

/** Signs in by the person's browser: Authorization Code with PKCE, and a redirect to a port of this machine (RFC 8252). */
export async function byBrowser(
  server: OAuthServer,
  clientId: string,
  visit: (url: string) => void,
): Promise<oauth.TokenEndpointResponse> {
  const { as, options } = server;
  const client = appOf(clientId);
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  await using callback = await listen(options.signal);
  const url = new URL(as.authorization_endpoint as string);
  url.search = new URLSearchParams({
    response_type: "code",
    client_id: clientId,
    redirect_uri: callback.address,
    scope,
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
  }).toString();
  visit(url.href);
  const answered = await callback.answer(state);
  const parameters = oauth.validateAuthResponse(as, client, answered, state);
  const answer = await oauth.authorizationCodeGrantRequest(
    as,
    client,
    oauth.None(),
    parameters,
    callback.address,
    verifier,
    options,
  );
  return oauth.processAuthorizationCodeResponse(as, client, answer);
}

interface Callback extends AsyncDisposable {
  address: string;
  /** Where the browser came back to. Requests with another state are not ours. */
  answer(state: string): Promise<URL>;
}

/** Listens on a free port of this machine alone. */
async function listen(signal: AbortSignal | undefined): Promise<Callback> {
  const http = createServer();
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const { port } = http.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}/callback`;
  return {
    address,
    answer: (state) => comeBack(http, address, state, signal),
    async [Symbol.asyncDispose]() {
      http.close();
      http.closeAllConnections();
    },
  };
}

function comeBack(
  http: Server,
  address: string,
  state: string,
  signal: AbortSignal | undefined,
): Promise<URL> {
  return new Promise((resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
    http.on("request", (request, response) => {
      const url = new URL(request.url ?? "/", address);
      const isOurs = url.pathname === "/callback" && url.searchParams.get("state") === state;
      const failed = url.searchParams.has("error");
      response.writeHead(isOurs ? 200 : 404, {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
        connection: "close",
      });
      response.end(isOurs ? page(failed) : "");
      // The person sees the page before this process ends.
      if (isOurs) response.once("close", () => resolve(url));
    });
  });
}

const page = (failed: boolean): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Rookery CLI</title>
<style>:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{margin:20vh auto;max-width:26rem;padding:0 1.5rem}</style>
</head><body><h1>${failed ? "Not signed in" : "You are signed in"}</h1>
<p>${failed ? "Nothing was allowed." : "The command line may now act for you."} You can close this page.</p></body></html>`;
