import { beforeAll } from "vitest";
import { testApp } from "./app.ts";
import { newTenant } from "./tenant.ts";

// Read when the package is loaded. Without it, each call is told to a server on the internet.
process.env.MEM0_TELEMETRY = "false";
const { MemoryClient } = await import("mem0ai");

/** The application on a port, and clients of mem0, each with a tenant of its own. */
export async function mem0App() {
  const { app } = await testApp({ config: { allowHttp: true } });
  let host = "";
  beforeAll(async () => {
    host = `${await app.listen()}/mem0`;
  });
  async function newClient(settings: object = {}) {
    const tenant = await newTenant(app, settings);
    return { ...tenant, client: new MemoryClient({ apiKey: tenant.apiKey, host }) };
  }
  return { app, newClient };
}

/** Messages of a user and an assistant in turn. */
export const said = (...texts: string[]) =>
  texts.map((content, i) => ({ role: i % 2 === 0 ? ("user" as const) : ("assistant" as const), content }));
