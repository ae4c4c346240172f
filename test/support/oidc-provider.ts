import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import Provider from "oidc-provider";
import { freePort } from "./processes/free-port.ts";

/** A person at the provider. */
export interface ProviderPerson {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
}

/** A real OpenID Connect provider. It asks nobody anything: whoever comes is `person`, or cancels without one. */
export interface TestProvider {
  issuer: string;
  settings: { issuer: string; clientId: string; clientSecret: string; name: string };
  person: ProviderPerson | undefined;
  stop(): Promise<void>;
  start(): Promise<void>;
}

const signingKey = {
  ...generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" }),
  use: "sig",
  alg: "RS256",
  kid: "test",
};
const client = { clientId: "rookery", clientSecret: "a secret of the provider: 100 %+&" };

export async function oidcProvider(publicUrl: string): Promise<TestProvider> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const people = new Map<string, ProviderPerson>();
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [`${publicUrl}/api/auth/callback/oidc`],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    cookies: { keys: ["a key of a test"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    jwks: { keys: [signingKey] },
    pkce: { required: () => true },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ ...people.get(id), sub: id }) }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId as string,
        accountId: oidc.session?.accountId as string,
      });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  let server: Server | undefined;
  const test: TestProvider = {
    issuer,
    settings: { issuer, ...client, name: "Acme" },
    person: undefined,
    async start() {
      server = createServer(async (request, response) => {
        if (!request.url?.startsWith("/interaction/")) return answer(request, response);
        const { person } = test;
        if (person) people.set(person.sub, person);
        const result = person ? { login: { accountId: person.sub } } : { error: "access_denied" };
        await provider.interactionFinished(request, response, result);
      });
      server.listen(port, "127.0.0.1");
      await once(server, "listening");
    },
    async stop() {
      server?.closeAllConnections();
      server?.close();
      if (server) await once(server, "close");
    },
  };
  await test.start();
  return test;
}

/** Follows a browser's way through the provider, and returns where it is sent back to. */
export async function throughProvider(issuer: string, url: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let at = url;
  while (at.startsWith(issuer)) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(at, { redirect: "manual", headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (!location) throw new Error(`${response.status} ${await response.text()}`);
    at = new URL(location, at).href;
  }
  return new URL(at);
}
