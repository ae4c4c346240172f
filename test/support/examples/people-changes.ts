import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import {
  registerApp,
  removeRegisteredApp,
} from "../../../src/features/identity/apps/registered/operations.ts";
import type { Services } from "../../../src/main/services.ts";
import { signedIn } from "../browser.ts";
import { connected, deviceAuthorization, registeredApp, registeredDevice } from "../connected-app.ts";
import { operate } from "../operator.ts";
import type { Team } from "../team.ts";

interface World {
  app: FastifyInstance;
  services: Services;
  team: Team;
}

async function connectApp({ app, team: { owner, organizationId } }: World) {
  const { clientId } = await registeredApp(app);
  const asked = { organizationId, clientId, allLibraries: "read" };
  return async () => (await owner.call("connectApp", asked)).status;
}

async function disconnectApp({ app, team: { owner, organizationId } }: World) {
  await connected(app, owner, await registeredApp(app), { organizationId });
  const [{ id: connectionId }] = (await owner.call("listConnectedApps", { organizationId })).data;
  return async () => (await owner.call("disconnectApp", { organizationId, connectionId })).status;
}

async function decideOnDevice({ app, team: { owner } }: World) {
  const { body } = await deviceAuthorization(app, await registeredDevice(app));
  const refusal = { userCode: body.user_code, connectionId: null };
  return async () => (await owner.call("decideOnDevice", refusal)).status;
}

async function leaveOrganization({ team: { viewer, organizationId } }: World) {
  return async () => (await viewer.call("leaveOrganization", { organizationId })).status;
}

async function deleteAccount({ app, services }: World) {
  const email = `${randomBytes(4).toString("hex")}@example.com`;
  const person = await signedIn(app, services, email);
  return async () => (await person.call("deleteAccount", { confirm: email })).status;
}

async function startResumableUpload({ team: { owner, organizationId } }: World) {
  const asked = { organizationId, libraryId: "pictures", filename: "beach.mp4", bytes: 70_000 };
  return async () => (await owner.call("startResumableUpload", asked)).status;
}

async function registerAppOfOperator({ services }: World) {
  const asked = { name: "Connector", redirectUris: ["https://connector.example/callback"] };
  return async () => {
    await operate(services, registerApp, asked);
    return 200;
  };
}

async function removeAppOfOperator(world: World) {
  const redirectUris = ["https://connector.example/callback"];
  const { clientId } = await operate(world.services, registerApp, { name: "Connector", redirectUris });
  return async () => {
    await operate(world.services, removeRegisteredApp, { clientId });
    return 200;
  };
}

/** Prepares what members do with their membership, their apps and large files, and the operator's apps. */
export const peopleChanges = {
  leaveOrganization,
  deleteAccount,
  connectApp,
  disconnectApp,
  decideOnDevice,
  startResumableUpload,
  registerApp: registerAppOfOperator,
  removeRegisteredApp: removeAppOfOperator,
};
