import { getOAuthProviderApi, type OAuthOptions } from "@better-auth/oauth-provider";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { z } from "zod";
import type { Clock } from "../../../../platform/clock.ts";
import type { Database } from "../../../../platform/database/database.ts";
import { storedHash } from "../../keys/access-token.ts";
import { resourcesOf } from "../resources.ts";
import { oauthScopes } from "../scopes.ts";
import { newCodes, storedUserCode } from "./codes.ts";
import * as store from "./store.ts";

export const deviceGrantType = "urn:ietf:params:oauth:grant-type:device_code";

/** Where an app without a browser asks for a code, below the path of the authorization server. */
const deviceAuthorizationPath = "/oauth2/device_authorization";
/** The page on which a person types the code. */
const devicePage = "/device";

const validSeconds = 600;
const intervalSeconds = 5;
const slowerBySeconds = 5;

interface Needs {
  database: Database;
  clock: Clock;
}

const DeviceRequest = z.looseObject({
  client_id: z.string().max(2000),
  scope: z.string().max(2000).optional(),
  resource: z.union([z.string(), z.array(z.string()).max(10)]).optional(),
});

/** Apps on devices without a browser (RFC 8628): the endpoint that gives codes. */
export function deviceEndpoint(publicUrl: string, { database, clock }: Needs) {
  const { origin } = new URL(publicUrl);
  const deviceAuthorization = createAuthEndpoint(
    deviceAuthorizationPath,
    {
      method: "POST",
      // The client's credentials are read from the body once more.
      cloneRequest: true,
      body: DeviceRequest,
      metadata: {
        noStore: true,
        allowedMediaTypes: ["application/x-www-form-urlencoded", "application/json"],
      },
    },
    async (ctx) => {
      const provider = ctx.context.getPlugin("oauth-provider");
      if (!provider) throw new APIError("NOT_FOUND");
      const options = provider.options as OAuthOptions<string[]>;
      const scopes = ctx.body.scope?.split(" ").filter(Boolean) ?? [...oauthScopes];
      const { clientId } = await getOAuthProviderApi(ctx, options, deviceGrantType).authenticateClient({
        scopes,
        requireCredentials: false,
      });
      const resources = [ctx.body.resource ?? []].flat().filter(Boolean);
      if (!resources.every((resource) => resourcesOf(publicUrl).includes(resource)))
        throw refusal("invalid_target", "The resource is not this server's");
      const { deviceCode, userCode } = newCodes();
      await store.insertDeviceCode(database, {
        deviceSha256: storedHash(deviceCode),
        userSha256: storedUserCode(userCode),
        clientId,
        scopes,
        resources,
        intervalSeconds,
        expiresAt: new Date(clock.now().getTime() + validSeconds * 1000),
      });
      return ctx.json({
        device_code: deviceCode,
        user_code: userCode,
        verification_uri: `${origin}${devicePage}`,
        verification_uri_complete: `${origin}${devicePage}?code=${userCode}`,
        expires_in: validSeconds,
        interval: intervalSeconds,
      });
    },
  );
  return { id: "device-codes", endpoints: { deviceAuthorization } } as const;
}

type Extension = NonNullable<OAuthOptions["extensions"]>[number];

/** The grant by which a device gets its tokens once a person has allowed it. */
export function deviceGrant({ database, clock }: Needs): Pick<Extension, "grants" | "metadata"> {
  return {
    metadata: ({ ctx }) => ({
      device_authorization_endpoint: `${ctx.context.baseURL}${deviceAuthorizationPath}`,
    }),
    grants: {
      async [deviceGrantType]({ ctx, provider }) {
        const { device_code: deviceCode } = ctx.body as { device_code?: unknown };
        if (typeof deviceCode !== "string") throw refusal("invalid_request", "device_code is required");
        const { client } = await provider.authenticateClient({ requireCredentials: false });
        const deviceSha256 = storedHash(deviceCode);
        const now = clock.now();
        const { clientId } = client;
        requireAllowed(await store.poll(database, { deviceSha256, clientId }, { now, slowerBySeconds }), now);
        const allowed = await store.takeAllowed(database, deviceSha256);
        const user = allowed && (await ctx.context.internalAdapter.findUserById(allowed.accountId));
        if (!user) throw refusal("invalid_grant", "The device code was used or has ended");
        const { scopes, resources, connectionId } = allowed;
        return provider.issueTokens({
          client,
          scopes,
          user,
          referenceId: connectionId,
          ...(resources.length > 0 && { resources }),
        });
      },
    },
  };
}

function requireAllowed(polled: store.Polled | undefined, now: Date): void {
  if (!polled) throw refusal("invalid_grant", "The device code is unknown");
  if (polled.expiresAt <= now) throw refusal("expired_token", "The device code has expired");
  if (polled.tooSoon) throw refusal("slow_down", `Wait ${slowerBySeconds} seconds longer`);
  if (polled.status === "pending") throw refusal("authorization_pending", "The person has not decided yet");
  if (polled.status === "refused") throw refusal("access_denied", "The person refused");
}

const refusal = (error: string, description: string) =>
  new APIError("BAD_REQUEST", { error, error_description: description });
