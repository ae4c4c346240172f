import type { FastifyInstance } from "fastify";
import { connected, registeredApp } from "../connected-app.ts";
import type { Team } from "../team.ts";

interface World {
  app: FastifyInstance;
  team: Team;
}

/** Prepares connecting an app. */
export async function connectingApp({ app, team: { owner, organizationId } }: World) {
  const { clientId } = await registeredApp(app);
  const asked = { organizationId, clientId, allLibraries: "read" };
  return async () => (await owner.call("connectApp", asked)).status;
}

/** Prepares disconnecting an app that is connected. */
export async function disconnectingApp({ app, team: { owner, organizationId } }: World) {
  await connected(app, owner, await registeredApp(app), { organizationId });
  const [{ id: connectionId }] = (await owner.call("listConnectedApps", { organizationId })).data;
  return async () => (await owner.call("disconnectApp", { organizationId, connectionId })).status;
}
