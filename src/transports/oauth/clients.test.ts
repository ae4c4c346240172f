import {
  Client,
  type OAuthClientProvider as Provider,
  StreamableHTTPClientTransport,
  UnauthorizedError,
} from "@modelcontextprotocol/client";
import { UnauthorizedError as OldUnauthorized } from "@modelcontextprotocol/sdk/client/auth.js";
import { Client as OldClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as OldTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { expect, onTestFinished, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { allowed, redirectUri, registeredApp } from "../../../test/support/connected-app.ts";
import { newTeam } from "../../../test/support/team.ts";

const { app, services } = await testApp();
const origin = await app.listen();
const team = await newTeam(app, services);
const info = { name: "test", version: "1" };

/** Calls the server at its public address, which is another one in this test. */
const fetchPublic: typeof fetch = (url, init) =>
  fetch(String(url).replace(services.config.publicUrl, origin), init);

/** What an app stores, and the address to which it sends the person's browser. */
function store(stored: Record<string, unknown> = {}) {
  let asked: URL | undefined;
  const provider: Provider = {
    redirectUrl: redirectUri,
    clientMetadata: { client_name: "Scripted app", redirect_uris: [redirectUri] },
    clientInformation: () => stored.client as ReturnType<Provider["clientInformation"]>,
    saveClientInformation: (client) => void Object.assign(stored, { client }),
    tokens: () => stored.tokens as ReturnType<Provider["tokens"]>,
    saveTokens: (tokens) => void Object.assign(stored, { tokens }),
    redirectToAuthorization: (url) => {
      asked = url;
    },
    saveCodeVerifier: (verifier) => void Object.assign(stored, { verifier }),
    codeVerifier: () => stored.verifier as string,
  };
  return { provider, asked: () => asked };
}

/** Connects once, which fails; then with the code that the person's consent gives. Returns what whoami says. */
const clients: Record<string, (path: string) => Promise<unknown>> = {
  "@modelcontextprotocol/client 2.x": async (path) => {
    const { provider, asked } = store();
    const transport = () =>
      new StreamableHTTPClientTransport(new URL(path, services.config.publicUrl), {
        authProvider: provider,
        fetch: fetchPublic,
      });
    const first = transport();
    await expect(new Client(info).connect(first)).rejects.toThrow(UnauthorizedError);
    await first.finishAuth(await consent(asked()));
    const client = new Client(info);
    await client.connect(transport());
    onTestFinished(() => client.close());
    return (await client.callTool({ name: "whoami" })).structuredContent;
  },
  "@modelcontextprotocol/sdk 1.x": async (path) => {
    const { provider, asked } = store();
    const transport = () =>
      new OldTransport(new URL(path, services.config.publicUrl), {
        fetch: fetchPublic,
        authProvider: provider as ConstructorParameters<typeof OldTransport>[1] extends infer Options
          ? NonNullable<Options extends { authProvider?: infer P } ? P : never>
          : never,
      });
    const first = transport();
    const old = new OldClient(info);
    await expect(old.connect(first as Parameters<typeof old.connect>[0])).rejects.toThrow(OldUnauthorized);
    const code = await consent(asked());
    await first.finishAuth(code.get("code") ?? "");
    const client = new OldClient(info);
    await client.connect(transport() as Parameters<typeof client.connect>[0]);
    onTestFinished(() => client.close());
    return (await client.callTool({ name: "whoami" })).structuredContent;
  },
};

/** The person's part, in the browser: the parameters with which it comes back to the app. */
async function consent(url: URL | undefined): Promise<URLSearchParams> {
  if (!url) throw new Error("The client did not ask the person");
  const { organizationId } = team;
  const to = await allowed(team.editor, url.pathname + url.search, { organizationId, allLibraries: "write" });
  return to.searchParams;
}

test.each(Object.entries(clients))(
  "%s connects with nothing but the address, in one consent",
  async (_, run) => {
    expect(await run("/mcp/oauth")).toMatchObject({ organizationId: team.organizationId });
  },
);

test("an app that was registered before connects without registering again", async () => {
  const { clientId } = await registeredApp(app, "Known app");
  const { provider, asked } = store({ client: { client_id: clientId } });
  const address = new URL("/mcp/oauth", services.config.publicUrl);
  const options = { authProvider: provider, fetch: fetchPublic };
  const first = new StreamableHTTPClientTransport(address, options);
  await expect(new Client(info).connect(first)).rejects.toThrow(UnauthorizedError);
  expect(asked()?.searchParams.get("client_id")).toBe(clientId);
  await first.finishAuth(await consent(asked()));
  const client = new Client(info);
  await client.connect(new StreamableHTTPClientTransport(address, options));
  onTestFinished(() => client.close());
  const { structuredContent } = await client.callTool({ name: "whoami" });
  expect(structuredContent).toMatchObject({ organizationId: team.organizationId });
});

test("a client with a key that prefers OAuth connects at /mcp/key without being sent to sign in", async () => {
  const { apiKey } = await newAgent(app);
  const { provider, asked } = store();
  const client = new Client(info);
  await client.connect(
    new StreamableHTTPClientTransport(new URL("/mcp/key", origin), {
      authProvider: provider,
      requestInit: { headers: { authorization: `Bearer ${apiKey}` } },
    }),
  );
  onTestFinished(() => client.close());
  expect(await client.listTools()).toMatchObject({ tools: expect.arrayContaining([]) });
  expect(asked()).toBeUndefined();
});

test("with MCP_OAUTH=false, /mcp does not send such a client to sign in either, also when its key is wrong", async () => {
  const { app: keysOnly } = await testApp({ config: { mcpOAuth: false } });
  const keysOnlyOrigin = await keysOnly.listen();
  const { apiKey } = await newAgent(keysOnly);
  for (const key of [apiKey, `${apiKey.slice(0, -4)}0000`]) {
    const { provider, asked } = store();
    const client = new Client(info);
    const transport = new StreamableHTTPClientTransport(new URL("/mcp", keysOnlyOrigin), {
      authProvider: provider,
      requestInit: { headers: { authorization: `Bearer ${key}` } },
    });
    if (key === apiKey) await client.connect(transport);
    else await expect(client.connect(transport)).rejects.toThrow();
    expect(asked()).toBeUndefined();
    await client.close();
  }
});
