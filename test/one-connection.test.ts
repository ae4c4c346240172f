import { expect, test } from "vitest";
import { testApp } from "./support/app.ts";
import { changes, prepareCall } from "./support/examples/changes.ts";
import { newTeam } from "./support/team.ts";

// An audited operation runs in a transaction. If it also took a second connection from the pool, concurrent calls could
// hold all connections and wait for each other. With a single connection, such a call fails after the short timeout.
const tested = await testApp({ database: { connectionsMax: 1, connectTimeoutMs: 1_000 } });
const world = { ...tested, team: await newTeam(tested.app, tested.services) };

test.each(changes.filter(({ audit }) => audit))("$name uses a single connection", async (operation) => {
  const call = await prepareCall(world, operation);
  expect(await call()).toBeLessThan(300);
});
