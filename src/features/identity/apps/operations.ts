import { z } from "zod";
import type { MemberCaller, OrganizationOperator } from "../../../kernel/caller.ts";
import { fail } from "../../../kernel/failure.ts";
import { OrganizationId, text } from "../../../kernel/fields.ts";
import { includes, type Role } from "../../../kernel/role.ts";
import { issueKey } from "../keys/issue-key.ts";
import { AllLibraries, Grants } from "../keys/key.ts";
import { membership } from "../members/store.ts";
import { defineOperation } from "../services.ts";
import { App, appHost, ConnectedApp } from "./app.ts";
import { MemoryScope } from "./scopes.ts";
import { appName, shownApp } from "./shown-app.ts";
import * as store from "./store.ts";

const ClientId = text(2000).meta({ description: "The app's OAuth client id." });
// As long as an app's request is valid. A connection that is not confirmed by then ends.
const decidingMs = 10 * 60_000;
const keyNameLengthMax = 100;

export const getApp = defineOperation({
  name: "getApp",
  noun: "Apps",
  summary: "Get an app that asks for a connection",
  access: { kind: "account" },
  input: z.strictObject({ clientId: ClientId }),
  output: App,
  fails: ["RESOURCE_NOT_FOUND"],
  async run({ database }, { clientId }) {
    const client = await store.client(database, clientId);
    if (!client) throw fail.missing("app");
    return shownApp(client);
  },
});

export const connectApp = defineOperation({
  name: "connectApp",
  noun: "Apps",
  summary: "Let an app act for the calling person",
  description:
    "The consent page calls it before it confirms the app's request. The connection reaches at most what the person may do.",
  access: { kind: "account" },
  input: z.strictObject({
    organizationId: OrganizationId,
    clientId: ClientId,
    libraries: Grants.default({}),
    allLibraries: AllLibraries.default(null),
    scopes: z.array(MemoryScope).default([]),
    connectionId: text(64)
      .optional()
      .meta({ description: "Adds the organization to a connection that is not confirmed yet." }),
  }),
  output: z.object({ connectionId: z.string(), name: z.string() }),
  fails: ["ORGANIZATION_NOT_FOUND", "RESOURCE_NOT_FOUND"],
  audit: ({ libraries, allLibraries, scopes }, { connectionId, name }) => ({
    connectionId,
    name,
    libraries,
    ...(allLibraries && { allLibraries }),
    scopes,
  }),
  async run({ database, clock }, input, { account }) {
    const { clientId, organizationId, connectionId: begun, ...reach } = input;
    const member = await membership(database, account.id, organizationId, clock.now());
    if (!member) throw fail.organizationUnknown();
    requireRole(member.role, reach);
    return database.transaction(async (tx) => {
      const client = await store.client(tx, clientId);
      if (!client) throw fail.missing("app");
      const name = `${appName(client)} (${account.name})`.slice(0, keyNameLengthMax);
      const now = clock.now();
      const expiresAt = new Date(now.getTime() + decidingMs);
      const wanted = { ...reach, name, prefix: "pk_" as const, createdAt: now, expiresAt };
      const { id } = await issueKey(tx, member.organization.id, wanted);
      const parties = { accountId: account.id, clientId };
      if (begun === undefined) await store.insertConnection(tx, { id, ...parties, createdAt: now });
      else if (!(await store.awaitingConsent(tx, { id: begun, ...parties }, now))) throw fail.missing("app");
      const connectionId = begun ?? id;
      await store.tieToApp(tx, id, { connectionId, ...parties });
      return { connectionId, name };
    });
  },
});

export const listConnectedApps = defineOperation({
  name: "listConnectedApps",
  noun: "Apps",
  summary: "List connected apps: owners see all, others their own",
  access: { kind: "role", role: "viewer" },
  input: z.strictObject({ organizationId: OrganizationId }),
  output: z.array(ConnectedApp),
  async run({ database }, _input, caller) {
    const found = await store.connections(database, caller.organization.id, onlyOwn(caller));
    return found.map(({ clientId, uri, redirectUris, hasDocument, ...app }) => ({
      ...app,
      name: appName({ name: app.name }),
      host: appHost({ clientId, uri, redirectUris, hasDocument }),
    }));
  },
});

export const disconnectApp = defineOperation({
  name: "disconnectApp",
  noun: "Apps",
  summary: "Disconnect an app; its tokens stop at once",
  description: "Owners can disconnect every app, others their own.",
  access: { kind: "role", role: "viewer" },
  input: z.strictObject({ organizationId: OrganizationId, connectionId: text(64) }),
  output: z.object({ success: z.literal(true) }),
  fails: ["RESOURCE_NOT_FOUND"],
  changesKeys: true,
  audit: ({ connectionId }) => ({ connectionId }),
  async run({ database }, { connectionId }, caller) {
    const ended = await store.endConnection(database, caller.organization.id, connectionId, onlyOwn(caller));
    if (!ended) throw fail.missing("app");
    return { success: true as const };
  },
});

/** Whose apps a caller may see and end: undefined for everybody's. */
const onlyOwn = (caller: MemberCaller | OrganizationOperator): string | undefined =>
  caller.kind === "session" && !includes(caller.role, "owner") ? caller.account.id : undefined;

function requireRole(
  role: Role,
  {
    libraries,
    allLibraries,
    scopes,
  }: { libraries: Grants; allLibraries: unknown; scopes: readonly string[] },
): void {
  const writes =
    allLibraries === "write" ||
    Object.values(libraries).includes("write") ||
    scopes.some((scope) => scope.endsWith(":write"));
  if (writes && !includes(role, "editor")) throw fail.roleTooWeak("editor");
}
