import { setTimeout as wait } from "node:timers/promises";
import * as oauth from "oauth4webapi";
import { CliFailure, exitCodeOf, exitCodes } from "../failure.ts";
import { appOf, type OAuthServer, scope } from "./server.ts";

/** Signs in on a machine without a browser: the person types a code on another one (RFC 8628). */
export async function byDevice(
  { as, options }: OAuthServer,
  clientId: string,
  show: (code: { url: string; complete: string; userCode: string }) => void,
): Promise<oauth.TokenEndpointResponse> {
  const client = appOf(clientId);
  const asked = await oauth.deviceAuthorizationRequest(as, client, oauth.None(), { scope }, options);
  const device = await oauth.processDeviceAuthorizationResponse(as, client, asked);
  const { verification_uri: url, verification_uri_complete: complete = url, user_code: userCode } = device;
  show({ url, complete, userCode });
  let seconds = device.interval ?? 5;
  for (const until = Date.now() + device.expires_in * 1000; Date.now() < until; ) {
    await wait(seconds * 1000, undefined, options.signal && { signal: options.signal });
    const answer = await oauth
      .deviceCodeGrantRequest(as, client, oauth.None(), device.device_code, options)
      .catch(passing);
    if (!answer) continue;
    const tokens = await oauth.processDeviceCodeResponse(as, client, answer).catch(pending);
    if (tokens === "slow_down") seconds += 5;
    else if (tokens !== "authorization_pending") return tokens;
  }
  throw new CliFailure(exitCodes.notSignedIn, "EXPIRED_TOKEN", "The code has expired. Start again.");
}

/** The person has not decided yet. */
function pending(error: unknown): "slow_down" | "authorization_pending" {
  const code = error instanceof oauth.ResponseBodyError ? error.error : undefined;
  if (code === "slow_down" || code === "authorization_pending") return code;
  throw error;
}

/** A connection that breaks once, or a server that is busy, is no reason to let the person start again. */
function passing(error: unknown): undefined {
  const code = exitCodeOf(error);
  if (code !== exitCodes.network && code !== exitCodes.rateLimited) throw error;
}
