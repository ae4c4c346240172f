import sql from "sql-template-tag";
import { organizationRowId } from "../../../src/features/identity/slugs/store.ts";
import { emit } from "../../../src/features/webhooks/emit.ts";
import type { AnyOperation } from "../../../src/kernel/operation.ts";
import { operations } from "../../../src/main/registry.ts";
import type { MemoryOperation } from "../../../src/transports/memory-rest/routes.ts";
import { newAgent } from "../agent.ts";
import type { TestApp } from "../app.ts";
import { type Browser, signedIn } from "../browser.ts";
import { newKey, newOrganization, operate } from "../operator.ts";
import { isPureRead } from "../pure-reads.ts";
import { newTeam, type Team } from "../team.ts";
import { ways } from "../transports/ways.ts";
import { examplesOf } from "./examples.ts";
import { furnishedTenant } from "./furnished-tenant.ts";
import { memoryRequest } from "./memory-request.ts";
import { peopleChanges } from "./people-changes.ts";
import { newShelf } from "./shelf.ts";
import { trashed, uploaded } from "./team-assets.ts";

/** A prepared call. Returns the HTTP status, or 200 from the command line. */
export type ReadyCall = () => Promise<number>;

/** Prepares one successful call of an operation. */
type Prepare = (world: World) => Promise<ReadyCall>;

interface World extends TestApp {
  team: Team;
}

let people = 0;

const byOwner =
  (operation: string, input: (world: World) => object | Promise<object>): Prepare =>
  async (world) => {
    const { owner, organizationId } = world.team;
    const asked = { organizationId, ...(await input(world)) };
    return statusOf(owner, operation, asked);
  };

const byOwnerInMemory =
  (operation: string, input: object): Prepare =>
  async ({ team: { owner, organizationId } }) =>
    statusOf(owner, `${operation}?organizationId=${organizationId}`, input);

const byOperator =
  (operation: string, input: (organizationId: string) => object): Prepare =>
  async ({ services }) => {
    const organizationId = await newOrganization(services, []);
    return async () => {
      await operate(services, named(operation), input(organizationId));
      return 200;
    };
  };

const named = (operation: string): AnyOperation =>
  operations.find(({ name }) => name === operation) as AnyOperation;

const statusOf =
  (browser: Browser, operation: string, input: object): ReadyCall =>
  async () =>
    (await browser.call(operation, input)).status;

const stranger = ({ app, services }: World) => signedIn(app, services, `stranger-${people++}@example.com`);

const otherTeam = (world: World) => newTeam(world.app, world.services);

async function aKey({ services, team }: World): Promise<{ keyId: string }> {
  return { keyId: (await newKey(services, team.organizationId, { pictures: "read" })).id };
}

async function invited(world: World): Promise<{ guest: Browser; invitationId: string }> {
  const email = `guest-${people++}@example.com`;
  const { owner, organizationId } = world.team;
  const { data } = await owner.call("inviteMember", { organizationId, email, role: "viewer" });
  return { guest: await signedIn(world.app, world.services, email), invitationId: data.id };
}

const webhook = { url: "https://example.com/hook", events: ["asset.ready"] };
async function withWebhook({ team: { owner, organizationId } }: World) {
  await owner.call("setOrganizationWebhook", { organizationId, ...webhook });
  return {};
}

const prepared: Readonly<Record<string, Prepare>> = {
  claimOrganization: async (world) => {
    const { claimUrl } = await newAgent(world.app);
    return statusOf(await stranger(world), "claimOrganization", { token: claimUrl.split("/claim/")[1] });
  },
  renameAccount: async (world) => statusOf(await stranger(world), "renameAccount", { name: "Ada" }),
  revokeSession: async (world) => {
    const person = await stranger(world);
    const [session] = (await person.call("listSessions")).data;
    return statusOf(person, "revokeSession", { sessionId: session.id });
  },
  revokeOtherSessions: async (world) => statusOf(await stranger(world), "revokeOtherSessions", {}),
  createMyOrganization: async (world) =>
    statusOf(await stranger(world), "createMyOrganization", { name: "Mine", slug: `mine-${people++}` }),
  setAssetApproval: byOwner("setAssetApproval", async (world) => {
    const { ids, ...at } = await uploaded(world);
    return { ...at, assetId: ids[0], state: "approved" };
  }),
  renameOrganization: byOwner("renameOrganization", () => ({ name: "Renamed" })),
  changeOrganizationSlug: async (world) => {
    const { owner, organizationId } = await otherTeam(world);
    return statusOf(owner, "changeOrganizationSlug", { organizationId, slug: `${organizationId}-2` });
  },
  deleteOrganization: async (world) => {
    const { owner, organizationId } = await otherTeam(world);
    return statusOf(owner, "deleteOrganization", { organizationId, confirm: organizationId });
  },
  changeMemberRole: byOwner("changeMemberRole", ({ team }) => ({
    accountId: team.accountIds.viewer,
    role: "editor",
  })),
  removeMember: byOwner("removeMember", ({ team }) => ({ accountId: team.accountIds.editor })),
  ...peopleChanges,
  inviteMember: byOwner("inviteMember", () => ({ email: "invited@example.com", role: "viewer" })),
  withdrawInvitation: byOwner("withdrawInvitation", async (world) => ({
    invitationId: (await invited(world)).invitationId,
  })),
  acceptInvitation: async (world) => {
    const { guest, invitationId } = await invited(world);
    return statusOf(guest, "acceptInvitation", { invitationId });
  },
  declineInvitation: async (world) => {
    const { guest, invitationId } = await invited(world);
    return statusOf(guest, "declineInvitation", { invitationId });
  },
  createKey: byOwner("createKey", () => ({ name: "Agent", libraries: { pictures: "read" } })),
  grantKey: byOwner("grantKey", async (world) => ({
    ...(await aKey(world)),
    libraries: { pictures: "write" },
  })),
  renameKey: byOwner("renameKey", async (world) => ({ ...(await aKey(world)), name: "Renamed" })),
  regenerateKey: byOwner("regenerateKey", aKey),
  revealKey: async (world) => {
    const { claimUrl, organizationId } = await newAgent(world.app);
    const owner = await stranger(world);
    await owner.call("claimOrganization", { token: claimUrl.split("/claim/")[1] });
    const [key] = (await owner.call("listKeys", { organizationId })).data;
    return statusOf(owner, "revealKey", { organizationId, keyId: key.id });
  },
  deleteKey: byOwner("deleteKey", aKey),
  reportLeakedKey: async ({ services }) => {
    const { apiKey } = await newKey(services, await newOrganization(services, []), {});
    return async () => {
      await operate(services, named("reportLeakedKey"), { token: apiKey });
      return 200;
    };
  },
  createOrganization: byOperator("createOrganization", (other) => ({ name: "New", slug: `${other}-2` })),
  limitOrganization: byOperator("limitOrganization", (organizationId) => ({
    organizationId,
    librariesMax: 5,
  })),
  addLibraryToOrganization: byOperator("addLibraryToOrganization", (organizationId) => ({
    organizationId,
    name: "Porto",
  })),
  deleteLibrary: byOwner("deleteLibrary", async ({ team: { owner, organizationId } }) => {
    await owner.call("createLibrary", { organizationId, name: "Papers" });
    await owner.call("createKey", { organizationId, name: "Reader", libraries: { papers: "read" } });
    return { libraryId: "papers", confirm: "papers" };
  }),
  rotateLinkKey: byOwner("rotateLinkKey", async ({ team: { organizationId } }) => ({ organizationId })),
  renameAsset: byOwner("renameAsset", async (world) => {
    const { libraryId, ids } = await uploaded(world);
    return { libraryId, assetId: ids[0], name: "Sunset" };
  }),
  purgeAssets: byOwner("purgeAssets", trashed),
  emptyTrash: byOwner("emptyTrash", async (world) => {
    const { libraryId } = await trashed(world);
    return { libraryId };
  }),
  rememberExchange: byOwnerInMemory("rememberExchange", {
    external_ref: "ada",
    user_message: "I moved to Porto.",
  }),
  forgetForPerson: async (world) => {
    const remember = { external_ref: "grace", user_message: "I moved to Braga." };
    await (await byOwnerInMemory("rememberExchange", remember)(world))();
    return byOwnerInMemory("forgetForPerson", { external_ref: "grace", what: "everything" })(world);
  },
  updateTenant: async ({ app }) => {
    const { tenant } = await furnishedTenant(app);
    return async () => (await tenant.call("PATCH", "/tenant", { name: "Renamed" })).status;
  },
  rotateTenantKey: async ({ app, services }) => {
    const { ids } = await furnishedTenant(app);
    const { slug } = await services.database.one<{ slug: string }>(
      sql`select o.slug from tenants t join organizations o on o.id = t.organization_id where t.id = ${ids.tenant}`,
    );
    return async () => {
      await operate(services, named("rotateTenantKey"), { organizationId: slug });
      return 200;
    };
  },
  setOrganizationWebhook: byOwner("setOrganizationWebhook", () => webhook),
  revealOrganizationWebhookSecret: byOwner("revealOrganizationWebhookSecret", withWebhook),
  rotateOrganizationWebhookSecret: byOwner("rotateOrganizationWebhookSecret", withWebhook),
  removeOrganizationWebhook: byOwner("removeOrganizationWebhook", withWebhook),
  sendTestEvent: byOwner("sendTestEvent", withWebhook),
  redeliverToOrganization: byOwner("redeliverToOrganization", async (world) => {
    await withWebhook(world);
    const { database, clock, team } = world;
    const organization = (await organizationRowId(database, team.organizationId)) as number;
    const data = [{ asset_id: "a-1", library_id: "pictures" }];
    await database.transaction((tx) => emit(tx, organization, "asset.ready", data, clock.now()));
    const listed = await team.owner.call("listOrganizationDeliveries", {
      organizationId: team.organizationId,
    });
    return { deliveryId: listed.data.deliveries[0].delivery_id };
  }),
};

/** Every operation that changes something or is audited. */
export const changes: readonly AnyOperation[] = operations.filter(
  (operation) => operation.audit || !isPureRead(operation),
);

/** Prepares a successful call of an operation of `changes`, over the transport of its examples. */
export async function prepareCall(world: World, operation: AnyOperation): Promise<ReadyCall> {
  const { name, memory } = operation;
  const own = prepared[name];
  if (own) return own(world);
  const { app } = world;
  const way = ways.find((way) => way.transport === "rest" && way.operation.name === name);
  if (way) {
    const shelf = await newShelf(world);
    const headers = { authorization: `Bearer ${shelf.apiKey}` };
    return async () => (await way.call(app, headers, examplesOf(name, shelf)[0])).status ?? 0;
  }
  if (!memory) throw new Error(`No call of '${name}' is known yet: add one to examples/changes.ts.`);
  const { tenant, ids } = await furnishedTenant(app);
  const { path, body } = memoryRequest(operation as MemoryOperation, ids);
  return async () => (await tenant.call(memory.method, path, body)).status;
}
