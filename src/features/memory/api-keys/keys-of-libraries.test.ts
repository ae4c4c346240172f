import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newOrganization, operate } from "../../../../test/support/operator.ts";
import { callMemory } from "../../../../test/support/tenant.ts";
import { createKey } from "../../identity/keys/operations.ts";

const { app, services } = await testApp();

test("a key with tenant:admin neither revokes nor rotates a key that reaches libraries, except itself", async () => {
  const organizationId = await newOrganization(services, ["porto"]);
  const make = (more: object) => operate(services, createKey, { organizationId, name: "One", ...more });
  const admin = await make({ scopes: ["tenant:admin"], libraries: { porto: "read" } });
  const call = (method: string, path: string) =>
    callMemory(app, admin.apiKey, method, path, method === "POST" ? {} : undefined);
  for (const reach of [{ libraries: { porto: "read" } }, { allLibraries: "write" }]) {
    const { id } = await make(reach);
    expect((await call("POST", `/api-keys/${id}/rotate`)).status).toBe(404);
    expect((await call("DELETE", `/api-keys/${id}`)).status).toBe(404);
  }
  const { id } = await make({ scopes: ["memory:read"] });
  expect((await call("POST", `/api-keys/${id}/rotate`)).status).toBe(200);
  expect((await call("DELETE", `/api-keys/${id}`)).status).toBe(200);
  expect((await call("DELETE", `/api-keys/${admin.id}`)).status).toBe(200);
});
