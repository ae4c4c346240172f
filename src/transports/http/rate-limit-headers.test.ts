import { expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { newTenant } from "../../../test/support/tenant.ts";
import { modern, toolCall } from "../../../test/support/transports/mcp.ts";

const { app, clock } = await testApp({ config: { rateLimitPerMinute: 5 } });
const free = await testApp();

/** At the start of a minute, so that all calls of a test are in one window. */
function startMinute(): void {
  clock.advance(60_000 - (clock.now().getTime() % 60_000));
}

const listLibraries = (organizationId: string) => ({
  rest: { method: "GET" as const, url: `/organizations/${organizationId}/libraries` },
  graphql: {
    method: "POST" as const,
    url: "/graphql",
    payload: { query: `{ libraries(organizationId: "${organizationId}") { id } }` },
  },
  mcp: mcpCall(organizationId),
});

// Older clients get event streams, whose headers are sent before a tool runs.
function mcpCall(organizationId: string) {
  const { message, headers } = modern(toolCall("list_libraries", { organizationId }));
  const accept = "application/json, text/event-stream";
  return { method: "POST" as const, url: "/mcp", headers: { ...headers, accept }, payload: message };
}

test.each(["rest", "graphql", "mcp"] as const)(
  "an answer over %s says what is left of the caller's limit, and a refusal says when to try again",
  async (transport) => {
    startMinute();
    const agent = await newAgent(app);
    const call = listLibraries(agent.organizationId)[transport];
    const ask = () =>
      app.inject({
        ...call,
        headers: {
          ...("headers" in call && call.headers),
          "api-version": "2026-05-20",
          authorization: `Bearer ${agent.apiKey}`,
        },
      });
    for (const left of [4, 3, 2, 1, 0]) {
      const { statusCode, headers } = await ask();
      expect([statusCode, headers["ratelimit-policy"]]).toEqual([200, '"calls";q=5;w=60']);
      expect(headers.ratelimit).toBe(`"calls";r=${left};t=60`);
    }
    const { statusCode, headers } = await ask();
    expect(headers.ratelimit).toBe('"calls";r=0;t=60');
    // A tool's refusal is a result that the model reads.
    expect(statusCode).toBe(transport === "mcp" ? 200 : 429);
    if (transport !== "mcp") expect(headers["retry-after"]).toBe("60");
  },
);

test("the memory API says what is left of a tenant's own limit", async () => {
  const tenant = await newTenant(free.app, { rate_limit_per_minute: 50 });
  const { headers } = await free.app.inject({
    url: "/api/v1/users",
    headers: { authorization: `Bearer ${tenant.apiKey}` },
  });
  expect(headers["ratelimit-policy"]).toBe('"tenant";q=50;w=60');
  expect(headers.ratelimit).toMatch(/^"tenant";r=\d+;t=\d+$/);
});

test("an answer that no limit applies to says nothing of limits", async () => {
  const agent = await newAgent(free.app);
  const { headers } = await agent.get("/me");
  expect([headers.ratelimit, headers["ratelimit-policy"]]).toEqual([undefined, undefined]);
});
