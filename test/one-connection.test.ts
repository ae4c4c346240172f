import { expect, test } from "vitest";
import { testApp } from "./support/app.ts";
import { changes, prepareCall } from "./support/examples/changes.ts";
import { newTeam } from "./support/team.ts";

// An audited operation runs in a transaction. If it also asked the pool for a second connection, calls at the same time
// could take all connections and wait for each other. Here such a call fails, after the short timeout.
const tested = await testApp({ database: { connectionsMax: 1, connectTimeoutMs: 1_000 } });
const world = { ...tested, team: await newTeam(tested.app, tested.services) };

test.each(changes.filter(({ audit }) => audit))("$name needs one connection", async (operation) => {
  const call = await prepareCall(world, operation);
  expect(await call()).toBeLessThan(300);
});
