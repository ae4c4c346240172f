import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type { Services } from "../../src/main/services.ts";
import { type Agent, agentOf } from "./agent.ts";
import { type Browser, signedIn } from "./browser.ts";

/** An organization with a library `pictures` and a member in each role. */
export interface Team {
  organizationId: string;
  owner: Browser;
  editor: Browser;
  viewer: Browser;
  accountIds: Record<"owner" | "editor" | "viewer", string>;
  emails: Record<"owner" | "editor" | "viewer", string>;
}

export async function newTeam(app: FastifyInstance, services: Services): Promise<Team> {
  const organizationId = `team-${randomBytes(4).toString("hex")}`;
  const join = async (role: string) => {
    const email = `${role}@${organizationId}.example`;
    const browser = await signedIn(app, services, email);
    const { id, invitations } = (await browser.call("getAccount")).data;
    return { email, browser, id, invitations };
  };
  const owner = await join("owner");
  await done(owner.browser.call("createMyOrganization", { name: "Team", slug: organizationId }));
  await done(owner.browser.call("createLibrary", { organizationId, name: "Pictures" }));
  for (const role of ["editor", "viewer"]) {
    const email = `${role}@${organizationId}.example`;
    await done(owner.browser.call("inviteMember", { organizationId, email, role }));
  }
  const [editor, viewer] = [await join("editor"), await join("viewer")];
  for (const { browser, invitations } of [editor, viewer]) {
    await done(browser.call("acceptInvitation", { invitationId: invitations[0].id }));
  }
  return {
    organizationId,
    owner: owner.browser,
    editor: editor.browser,
    viewer: viewer.browser,
    accountIds: { owner: owner.id, editor: editor.id, viewer: viewer.id },
    emails: { owner: owner.email, editor: editor.email, viewer: viewer.email },
  };
}

/** An agent with a key of its own, which may write in the team's library. */
export async function agentOfTeam(
  app: FastifyInstance,
  { organizationId, owner }: Pick<Team, "organizationId" | "owner">,
): Promise<Agent> {
  const key = { organizationId, name: "Agent", libraries: { pictures: "write" }, scopes: [] };
  const { data } = await owner.call("createKey", key);
  return agentOf(app, { organizationId, libraryId: "pictures", apiKey: data.apiKey });
}

async function done(answer: Promise<{ status: number; text: string }>): Promise<void> {
  const { status, text } = await answer;
  if (status !== 200) throw new Error(text);
}
