import { createWriteStream } from "node:fs";
import { join } from "node:path";
import sql from "sql-template-tag";
import { expect, onTestFinished, test } from "vitest";
import { anotherServer } from "../../../test/support/another-server.ts";
import { testApp } from "../../../test/support/app.ts";
import { signedIn } from "../../../test/support/browser.ts";
import { lockAwaited } from "../../../test/support/postgres/blocked.ts";
import { temporaryFolder } from "../../../test/support/processes/folders.ts";
import { newTeam } from "../../../test/support/team.ts";
import { writeExport } from "./write-export.ts";

const tested = await testApp();
const { app, services, clock } = tested;
const { owner, organizationId: former } = await newTeam(app, services);
const slug = `${former}-now`;
await owner.call("changeOrganizationSlug", { organizationId: former, slug });

/** An import whose rows are all written but not committed, until `goOn`. Somebody is signed in there. */
async function importUnderWay() {
  const file = join(await temporaryFolder(), "export.zip");
  await writeExport({ ...services, now: clock.now() }, slug, createWriteStream(file));
  const server = await anotherServer(tested);
  const person = await signedIn(server.app, server.services, "grace@example.com");
  const blocker = await server.db.sessions.connect();
  onTestFinished(() => blocker.release());
  await blocker.query("begin; lock table staged_blobs in share mode");
  const arriving = server.arrive(file);
  arriving.catch(() => {});
  await lockAwaited(server.db);
  return { ...server, person, arriving, goOn: () => blocker.query("rollback") };
}

test("while an import runs, organizations are created and get new addresses, and a former address goes to whoever takes it", async () => {
  const { person, arriving, goOn, db } = await importUnderWay();
  const created = await person.call("createMyOrganization", { name: "Grace", slug: former });
  expect(created.status).toBe(200);
  await person.call("createMyOrganization", { name: "Second", slug: "second" });
  const changed = await person.call("changeOrganizationSlug", { organizationId: "second", slug: "third" });
  expect(changed.status).toBe(200);
  await goOn();
  expect(await arriving).toMatchObject({ organization: slug, addressesLeftOut: [former] });
  expect(await db.query(sql`select slug from organizations order by slug`)).toEqual(
    ["home", former, slug, "third"].map((slug) => ({ slug })),
  );
  expect(await db.query(sql`select slug from former_slugs`)).toEqual([{ slug: "second" }]);
});

test("an import whose address somebody takes while it runs is refused, and nothing of it stays", async () => {
  const { person, arriving, goOn, db } = await importUnderWay();
  const created = await person.call("createMyOrganization", { name: "Grace", slug });
  expect(created.status).toBe(200);
  await goOn();
  await expect(arriving).rejects.toThrow(`There is an organization '${slug}' on this server already`);
  expect(await db.query(sql`select name from organizations order by id`)).toEqual([
    { name: "Home" },
    { name: "Grace" },
  ]);
  expect(await db.query(sql`select email from accounts`)).toEqual([{ email: "grace@example.com" }]);
});
