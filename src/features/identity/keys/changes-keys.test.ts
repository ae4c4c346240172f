import sql from "sql-template-tag";
import { afterAll, expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { changes, prepareCall } from "../../../../test/support/examples/changes.ts";
import { newTeam } from "../../../../test/support/team.ts";

/** Operations that notify `access` and need no `changesKeys`, with the reason. */
const onlyCreate: Record<string, string> = {
  createKey: "a new key is in no cache",
  startWithoutAccount: "a new organization's key is in no cache",
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

/** The notifications so far, oldest first. Postgres delivers them in commit order. */
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

test("operations listed as only creating keys have no changesKeys", () => {
  const listed = changes.filter(({ name, changesKeys }) => name in onlyCreate && !changesKeys);
  expect(listed.map(({ name }) => name).toSorted()).toEqual(Object.keys(onlyCreate).toSorted());
});
