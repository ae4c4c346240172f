import { inTurns, type Load } from "./load.ts";
import type { LoadTask } from "./load-process.ts";
import { count, type Figure, figure, ratio } from "./report.ts";
import type { Server } from "./server.ts";

const connections = 8;
const seconds = 1;
const pageSize = 50;
const graphqlShare = 0.4;
const mcpShare = 0.3;

// What a gallery shows of each picture.
const query = `query Gallery($organizationId: ID!, $libraryId: ID!, $pageSize: Int) {
  assets(organizationId: $organizationId, libraryId: $libraryId, pageSize: $pageSize) {
    id name description tags width height blurhash url thumbUrl thumbHighUrl created status
  }
}`;

/** The same list of 50 by GraphQL and by MCP, beside REST. MCP reads all of it, and hands on what an agent can take. */
export async function otherTransports(server: Server): Promise<Figure[]> {
  const { origin, pathname } = new URL(server.library);
  const [organizationId, libraryId] = pathname.split("/").filter((_, i) => i === 2 || i === 4);
  const input = { organizationId, libraryId, pageSize };
  const shared = { headers: server.headers, connections, seconds };
  const tasks = {
    rest: { ...shared, url: `${server.library}/assets?pageSize=${pageSize}` },
    graphql: { ...shared, url: `${origin}/graphql`, body: { query, variables: input } },
    mcp: {
      ...shared,
      url: `${origin}/mcp`,
      headers: { ...server.headers, accept: "application/json, text/event-stream" },
      body: {
        jsonrpc: "2.0",
        id: 1,
        method: "tools/call",
        params: { name: "list_assets", arguments: input },
      },
    },
  } satisfies Record<string, LoadTask>;
  for (const task of [tasks.graphql, tasks.mcp]) await mustList(task);
  const { rest, graphql, mcp } = await inTurns(tasks);
  return [
    share("a list of 50 by GraphQL", graphql, rest, graphqlShare),
    share("a list of 50 by MCP", mcp, rest, mcpShare),
  ];
}

function share(name: string, transport: Load, rest: Load, atLeast: number): Figure {
  const value = transport.perSecond / rest.perSecond;
  const said = `${ratio(value)} REST (${count(transport.perSecond)} of ${count(rest.perSecond)} /s)`;
  return figure(name, said, value, { atLeast, unit: " ×" });
}

/** Both report errors with status 200. */
async function mustList({ url, headers, body }: LoadTask): Promise<void> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!text.includes("blurhash")) throw new Error(`No list came from ${url}: ${text.slice(0, 500)}`);
}
