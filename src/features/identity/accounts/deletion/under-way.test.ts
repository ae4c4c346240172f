import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { testApp } from "../../../../../test/support/app.ts";
import type { Browser } from "../../../../../test/support/browser.ts";
import { connected, registeredApp } from "../../../../../test/support/connected-app.ts";
import { lockAwaited } from "../../../../../test/support/postgres/blocked.ts";
import { dump } from "../../../../../test/support/postgres/dump.ts";
import { newTeam } from "../../../../../test/support/team.ts";
import { recordAudit } from "../../audit/record.ts";

const { app, services, database } = await testApp();
const remove = (browser: Browser, confirm: string) => browser.call("deleteAccount", { confirm });

test("a call that is under way while its person's account is deleted is refused, and leaves no name", async () => {
  const { organizationId, editor, emails } = await newTeam(app, services);
  await editor.call("renameAccount", { name: "Still Calling" });
  const reach = { organizationId, allLibraries: "write" as const };
  const tokens = await connected(app, editor, await registeredApp(app), reach);
  const headers = { authorization: `Bearer ${tokens.access_token}`, "api-version": "2026-07-08" };
  const url = `/organizations/${organizationId}/libraries/pictures/shares`;
  const [ofPerson, ofApp] = await database.transaction(async (tx) => {
    await tx.query(
      sql`select 1 from libraries l join organizations o on o.id = l.organization_id where o.slug = ${organizationId}
          for update of l`,
    );
    const calls = [
      editor.call("createShareLink", { organizationId, libraryId: "pictures" }),
      Promise.resolve(app.inject({ method: "POST", url, headers, payload: {} })),
    ] as const;
    await lockAwaited(database, 2);
    expect((await remove(editor, emails.editor)).status).toBe(200);
    return calls;
  });
  expect((await ofPerson).error.code).toBe("UNAUTHENTICATED");
  expect((await ofApp).statusCode).toBe(401);
  expect(await dump(database)).not.toContain("Still Calling");
});

test("a deletion waits for a call that is about to commit, and removes the name from its entry", async () => {
  const { organizationId, editor, emails, accountIds } = await newTeam(app, services);
  const caller = {
    kind: "session" as const,
    transport: "app" as const,
    address: "127.0.0.1",
    requestId: "r",
    session: { id: "s" },
    account: { id: accountIds.editor, email: emails.editor, name: "About To Commit" },
  };
  const [deletion] = await database.transaction(async (tx) => {
    const call = { caller, organization: organizationId, operation: "renameLibrary", details: {} };
    await recordAudit(tx, call, new Date());
    const deleting = remove(editor, emails.editor);
    await lockAwaited(database);
    return [deleting];
  });
  expect((await deletion)?.status).toBe(200);
  expect(await dump(database)).not.toContain("About To Commit");
});
