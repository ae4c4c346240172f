import type { FastifyInstance } from "fastify";
import { readGuides } from "../guides/read-guides.ts";
import { cachedDocument, sendDocument } from "../http/cached-document.ts";
import type { OperationServices } from "../http/services.ts";
import { apiCatalog } from "./api-catalog.ts";
import { llmsTxt } from "./llms-txt.ts";
import { serverCard } from "./server-card.ts";
import { readSkills, skillIndex } from "./skill.ts";

// Short, so that agents soon see a new version of the server. They revalidate by ETag.
const maxAgeSeconds = 300;
const linkset = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"';

/** The documents by which agents discover this server. */
export async function discoveryRoutes(
  app: FastifyInstance,
  { config, operations }: Pick<OperationServices, "config" | "operations">,
): Promise<void> {
  const skills = await readSkills(config);
  await serve("/llms.txt", "text/plain", llmsTxt(config, await readGuides(config.publicUrl), skills));
  await serve("/.well-known/api-catalog", linkset, JSON.stringify(apiCatalog(config)));
  await serve(
    "/.well-known/mcp/server-card.json",
    "application/json",
    JSON.stringify(serverCard(config, operations)),
  );
  await serve("/.well-known/agent-skills/index.json", "application/json", JSON.stringify(skillIndex(skills)));
  for (const { path, text } of skills.flatMap(({ files }) => files)) await serve(path, "text/markdown", text);

  async function serve(path: string, type: string, text: string): Promise<void> {
    const document = await cachedDocument(type, text);
    app.get(path, (request, reply) => sendDocument(request, reply, document, maxAgeSeconds));
  }
}
