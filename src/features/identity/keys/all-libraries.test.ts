import { expect, test } from "vitest";
import { send } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { newOrganization, operate } from "../../../../test/support/operator.ts";
import { addLibraryToOrganization } from "../../library/libraries/operations/operator.ts";
import { createKey, grantKey, listKeys } from "./operations.ts";

const { app, services } = await testApp();

async function keyOf(libraries: string[], more: object) {
  const organizationId = await newOrganization(services, libraries);
  const { apiKey, id: keyId } = await operate(services, createKey, { organizationId, name: "All", ...more });
  const at = `/organizations/${organizationId}/libraries`;
  const reached = async () =>
    (await send(app, apiKey, "GET", at)).data.map(({ id }: { id: string }) => id) as string[];
  return { organizationId, apiKey, keyId, at, reached };
}

test("a key of all libraries reaches those that exist and those made later, and none of another organization", async () => {
  const { organizationId, apiKey, reached } = await keyOf(["porto", "faro"], { allLibraries: "read" });
  expect(await reached()).toEqual(["porto", "faro"]);
  await operate(services, addLibraryToOrganization, { organizationId, name: "Braga" });
  expect(await reached()).toEqual(["porto", "faro", "braga"]);
  const other = await newOrganization(services, ["secret"]);
  const answer = await send(app, apiKey, "GET", `/organizations/${other}/libraries/secret/assets`);
  expect(answer.error.code).toBe("INVALID_API_KEY");
});

test("reading all libraries allows no change, unless a library is granted to be written", async () => {
  const { apiKey, at } = await keyOf(["porto", "faro"], {
    allLibraries: "read",
    libraries: { faro: "write" },
  });
  const rename = (library: string) => send(app, apiKey, "PATCH", `${at}/${library}`, { name: "New" });
  expect((await rename("faro")).status).toBe(200);
  expect((await rename("porto")).error.code).toBe("API_KEY_NOT_AUTHORIZED_FOR_LIBRARY");
});

test("a key that writes to all libraries creates the first one of an organization, and may change it", async () => {
  const { apiKey, at } = await keyOf([], { allLibraries: "write" });
  expect((await send(app, apiKey, "POST", at, { name: "First" })).status).toBe(201);
  expect((await send(app, apiKey, "PATCH", `${at}/first`, { name: "New" })).status).toBe(200);
});

test("taking the access to all libraries away takes effect at once, and a change without it keeps it", async () => {
  const { organizationId, keyId, reached } = await keyOf(["porto", "faro"], { allLibraries: "write" });
  const grant = (more: object) =>
    operate(services, grantKey, { organizationId, keyId, libraries: { faro: "read" }, ...more });
  expect((await grant({})).allLibraries).toBe("write");
  expect(await reached()).toEqual(["porto", "faro"]);
  expect((await grant({ allLibraries: null })).allLibraries).toBeNull();
  expect(await reached()).toEqual(["faro"]);
  expect(await operate(services, listKeys, { organizationId })).toMatchObject([
    { allLibraries: null, libraries: { faro: "read" } },
  ]);
});
