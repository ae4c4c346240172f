import type { FastifyInstance } from "fastify";
import { agentOf, send } from "../agent.ts";
import type { TestApp } from "../app.ts";
import { picture } from "../files.ts";
import { jobsDone } from "../jobs.ts";
import { withPrivateMetadata } from "../media/pictures.ts";
import { newTeam, type Team } from "../team.ts";
import { callMemory } from "../tenant.ts";

/** Some of everything that an organization has, in pictures and memory, and what opens it. Needs workers. */
export interface MovingOrganization {
  team: Team;
  apiKey: string;
  userId: string;
  otherUserId: string;
  /** Addresses of a share link and of files. */
  addresses: string[];
}

const scopes = [
  ...[
    "memory:read",
    "memory:write",
    "users:read",
    "users:write",
    "conversations:read",
    "conversations:write",
  ],
  ...["tenant:admin", "tenant:read"],
];

export async function movingOrganization({ app, services, database }: TestApp): Promise<MovingOrganization> {
  const team = await newTeam(app, services);
  const { organizationId, owner, emails } = team;
  const key = { organizationId, name: "Agent", libraries: { pictures: "write" }, scopes };
  const { apiKey } = (await owner.call("createKey", key)).data;
  await owner.call("inviteMember", {
    organizationId,
    email: `guest@${organizationId}.example`,
    role: "viewer",
  });
  const addresses = await furnishLibrary(app, organizationId, apiKey, team);
  await jobsDone(database, "process_asset");
  const listed = await send(app, apiKey, "GET", `/organizations/${organizationId}/libraries/pictures/assets`);
  for (const { url, thumbUrl } of listed.data) addresses.push(url, thumbUrl);
  const users = await furnishMemory(app, apiKey, emails.owner);
  return { team, apiKey, addresses, ...users };
}

async function furnishLibrary(
  app: FastifyInstance,
  organizationId: string,
  apiKey: string,
  { owner }: Team,
): Promise<string[]> {
  const agent = agentOf(app, { organizationId, libraryId: "pictures", apiKey });
  const files = {
    "beach.jpg": await withPrivateMetadata().jpeg().toBuffer(),
    "lake.png": await picture("navy"),
    "old.png": await picture("gold"),
  };
  const assets = (await agent.upload(files)).data.assets as { id: string }[];
  const [beach, lake, old] = assets.map(({ id }) => id);
  await agent.upload({ "beach from above.png": await picture("olive") }, { parentId: beach as string });
  await agent.request("POST", `${agent.library}/assets/tag`, {
    assetIds: [beach, lake],
    tags: ["Sea", "Été"],
  });
  await agent.request("PATCH", `${agent.library}/assets/${beach}`, { description: "The beach at Nazaré" });
  await agent.request("DELETE", `${agent.library}/assets`, { ids: [old] });
  const at = { organizationId, libraryId: "pictures" };
  await owner.call("createLibrary", { organizationId, name: "Empty" });
  const share = (await agent.request("POST", `${agent.library}/shares`, { tag: "sea" })).data.url;
  const link = (await owner.call("getAssetLink", { ...at, assetId: beach, query: "rot=90&w=30" })).data.url;
  return [share, link];
}

async function furnishMemory(app: FastifyInstance, apiKey: string, email: string) {
  const call = async (method: string, path: string, body?: object) => {
    const { status, text, body: answer } = await callMemory(app, apiKey, method, path, body);
    if (status >= 300) throw new Error(`${method} ${path}: ${text}`);
    return answer;
  };
  const settings = { webhook_url: "https://example.com/hook", webhook_events: ["fact.created"] };
  await call("PATCH", "/tenant", { settings });
  const user = { external_ref: email, display_name: "Ada", metadata: { plan: "gold" } };
  const userId = (await call("POST", "/users", user)).user_id;
  const conversation = { user_id: userId, title: "Bicycles", metadata: { mood: "good" } };
  const conversationId = (await call("POST", "/conversations", conversation)).conversation_id;
  const say = (said: string, more: object = {}) =>
    call("POST", "/memory/ingest", {
      user_id: userId,
      conversation_id: conversationId,
      user_message: said,
      agent_response: "I see.",
      ...more,
    });
  await say("My bicycle is called Rosinante.", {
    agent_id: "helper",
    run_id: "run-1",
    metadata: { topic: "bike" },
  });
  await say("I live in Lisbon.");
  await say("I like almonds.");
  await say("Please always answer in French.\u2028Thank you.\u2029");
  await call("POST", "/memory/flush", { user_id: userId });
  const { facts } = await call("GET", `/memory/facts?user_id=${userId}`);
  const about = (word: string) => facts.find(({ value }: { value: string }) => value.includes(word)).fact_id;
  await call("PATCH", `/memory/facts/${about("Lisbon")}`, { value: "Porto" });
  await call("DELETE", `/memory/facts/${about("almonds")}`);
  await say("I bought a bell for Rosinante, my bicycle.");
  const other = await call("POST", "/users", { display_name: "Grace" });
  return { userId, otherUserId: other.user_id };
}

/** Scores change with the time that has passed. */
const unscored = ({ score, relevance, ...memory }: Record<string, unknown>) => memory;

/** A key is noted as used some time after its calls. */
const withoutUse = (field: string, value: unknown) => (field === "last_used_at" ? "changes with use" : value);

/** What a server tells of the organization by its public API. */
export async function toldOf(app: FastifyInstance, { team, apiKey, userId }: MovingOrganization) {
  const { organizationId } = team;
  const library = `/organizations/${organizationId}/libraries/pictures`;
  const get = async (path: string) => (await send(app, apiKey, "GET", path)).data;
  const memory = async (path: string, body?: object) =>
    (await callMemory(app, apiKey, body ? "POST" : "GET", path, body)).body;
  const assets = await get(`${library}/assets`);
  const ids = assets.map(({ id }: { id: string }) => id);
  const query = async (words: string) => {
    const { memories, facts } = await memory("/memory/query", { user_id: userId, query: words });
    return { memories: memories.map(unscored), facts };
  };
  return {
    me: await get("/me"),
    libraries: await get(`/organizations/${organizationId}/libraries`),
    assets,
    each: await Promise.all(ids.map((id: string) => get(`${library}/assets/${id}`))),
    tags: await get(`${library}/tags`),
    found: (await get(`/organizations/${organizationId}/search/assets?q=nazare`)).assets,
    shares: await get(`${library}/shares`),
    tenant: { ...(await memory("/tenant")), updated_at: "changes when it gets a new key" },
    keys: JSON.parse(JSON.stringify(await memory("/api-keys"), withoutUse)),
    webhook: await memory("/webhooks/secret"),
    users: await memory("/users"),
    conversations: await memory(`/conversations?user_id=${userId}`),
    exchanges: await memory(`/memory/interactions?user_id=${userId}&limit=100`),
    facts: await memory(`/memory/facts?user_id=${userId}&all=true&limit=100`),
    recalled: await query("What is the name of my bicycle?"),
    lived: await query("Where do I live?"),
  };
}
