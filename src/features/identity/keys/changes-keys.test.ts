import sql from "sql-template-tag";
import { afterAll, expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { changes, prepareCall } from "../../../../test/support/examples/changes.ts";
import { newTeam } from "../../../../test/support/team.ts";

/** Operations that make Postgres notify `access` and need no `changesKeys`, and why. */
const onlyCreate: Record<string, string> = {
  createKey: "the new key is in no cache yet",
  startWithoutAccount: "the key of the new organization is in no cache yet",
};

const tested = await testApp();
const { app, services, database } = tested;
const world = { ...tested, team: await newTeam(app, services) };

const heard: string[] = [];
let arrived = () => {};
const stopListening = await database.listen("access", {
  onMessage: (message) => {
    heard.push(message);
    arrived();
  },
});
afterAll(stopListening);

/** The notices before this moment, oldest first. Postgres delivers them in the order of commits. */
let markers = 0;
async function noticesSoFar(): Promise<string[]> {
  const marker = `marker ${markers++}`;
  await database.execute(sql`select pg_notify('access', ${marker})`);
  while (!heard.includes(marker)) await new Promise<void>((resolve) => (arrived = resolve));
  return heard.splice(0).filter((message) => message !== marker);
}

test.each(changes)("$name has changesKeys if and only if Postgres notifies of it", async (operation) => {
  const call = await prepareCall(world, operation);
  await noticesSoFar();
  expect(await call()).toBeLessThan(300);
  const notified = (await noticesSoFar()).length > 0;
  expect(notified).toBe(operation.changesKeys === true || operation.name in onlyCreate);
});

test("an operation that only creates keys is one that has no changesKeys", () => {
  const listed = changes.filter(({ name, changesKeys }) => name in onlyCreate && !changesKeys);
  expect(listed.map(({ name }) => name).toSorted()).toEqual(Object.keys(onlyCreate).toSorted());
});
