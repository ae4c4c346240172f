import sql, { type Sql } from "sql-template-tag";
import { expect, test } from "vitest";
import { newAgent } from "../../../../../test/support/agent.ts";
import { testApp } from "../../../../../test/support/app.ts";
import { type Browser, mailsTo, newBrowser, signedIn } from "../../../../../test/support/browser.ts";
import { connected, type Reach, registeredApp } from "../../../../../test/support/connected-app.ts";
import { lockAwaited } from "../../../../../test/support/postgres/blocked.ts";
import { dump } from "../../../../../test/support/postgres/dump.ts";
import { newTeam } from "../../../../../test/support/team.ts";
import { callMemory } from "../../../../../test/support/tenant.ts";
import { newPasskey } from "../../../../../test/support/transports/passkey.ts";
import type { Queryable } from "../../../../platform/database/queryable.ts";
import { removeAccount } from "./store.ts";

const { app, services, database } = await testApp();
const remove = (browser: Browser, confirm: string, organizations: object[] = []) =>
  browser.call("deleteAccount", { confirm, organizations });
async function invited(owner: Browser, organizationId: string, guest: Browser, email: string): Promise<void> {
  await owner.call("inviteMember", { organizationId, email, role: "editor" });
  const { invitations } = (await guest.call("getAccount")).data;
  expect((await guest.call("acceptInvitation", { invitationId: invitations[0].id })).status).toBe(200);
}

test("sessions, passkeys, apps and personal data are gone at once, and the audit log keeps no name or address", async () => {
  const team = await newTeam(app, services);
  const email = team.emails.editor;
  await team.editor.call("renameAccount", { name: "Editor Whose Name Goes" });
  const elsewhere = await signedIn(app, services, email);
  const passkey = newPasskey();
  await passkey.register(elsewhere);
  const reach = { organizationId: team.organizationId, allLibraries: "write" as const };
  const tokens = await connected(app, team.editor, await registeredApp(app), reach);
  const headers = { authorization: `Bearer ${tokens.access_token}`, "api-version": "2026-07-08" };
  expect((await app.inject({ url: "/me", headers })).statusCode).toBe(200);
  expect((await remove(elsewhere, email.toUpperCase())).status).toBe(200);
  expect((await app.inject({ url: "/me", headers })).statusCode).toBe(401);
  for (const browser of [elsewhere, team.editor]) expect((await browser.call("getAccount")).status).toBe(401);
  expect((await passkey.signIn(newBrowser(app, services))).status).toBe(401);
  const { organizationId } = team;
  const members = (await team.owner.call("listMembers", { organizationId })).data;
  expect(members.map((member: { email: string }) => member.email)).toEqual([
    team.emails.owner,
    team.emails.viewer,
  ]);
  const { data: log } = await team.owner.call("listAuditEntries", { organizationId });
  const own = log.entries.filter(
    ({ actor }: { actor: { id: string } }) => actor.id === team.accountIds.editor,
  );
  expect(own.map(({ operation }: { operation: string }) => operation)).toEqual([
    "leaveOrganization",
    "connectApp",
    "acceptInvitation",
  ]);
  expect(own.map(({ actor }: { actor: { name: string } }) => actor.name)).toEqual(
    Array(3).fill("Deleted account"),
  );
  const everything = await dump(database);
  expect(everything).not.toContain(email);
  expect(everything).not.toContain("Editor Whose Name Goes");
  expect((await mailsTo(services, email)).at(-1)).toContain("Subject: Your account was deleted");
  const again = await signedIn(app, services, email);
  expect((await again.call("getAccount")).data).toMatchObject({ organizations: [], hasChosenName: false });
});

test("names and addresses are gone from apps disconnected before, share links and what was started for the address", async () => {
  const [team, other] = [await newTeam(app, services), await newTeam(app, services)];
  const email = team.emails.editor;
  const person = team.editor;
  await person.call("renameAccount", { name: "Somebody Forgotten" });
  const { body } = await callMemory(app, undefined, "POST", "/tenants", { name: "Notes", email });
  await person.call("claimOrganization", { token: body.claim_url.split("/").at(-1) });
  const organizationId = (await person.call("getAccount")).data.organizations.at(-1).id;
  await invited(other.owner, other.organizationId, person, email);
  const [here, there] = [team.organizationId, other.organizationId];
  const [reach, also] = [here, there].map((id) => ({ organizationId: id, allLibraries: "write" as const }));
  const tokens = await connected(app, person, await registeredApp(app), reach as Reach, {}, [also as Reach]);
  const headers = { authorization: `Bearer ${tokens.access_token}`, "api-version": "2026-07-08" };
  for (const id of [here, there]) {
    const url = `/organizations/${id}/libraries/pictures/shares`;
    expect((await app.inject({ method: "POST", url, headers, payload: {} })).statusCode).toBe(201);
  }
  expect((await person.call("createShareLink", { organizationId: here, libraryId: "pictures" })).status).toBe(
    200,
  );
  for (const { organizationId: id, owner } of [team, other]) {
    const [app] = (await owner.call("listConnectedApps", { organizationId: id })).data;
    await owner.call("disconnectApp", { organizationId: id, connectionId: app.id });
  }
  await invited(person, organizationId, team.viewer, team.emails.viewer);
  const handedOver = { organizationId, newOwner: team.accountIds.viewer };
  expect(await dump(database)).toContain("Test app (Somebody Forgotten)");
  expect((await remove(person, email, [handedOver])).status).toBe(200);
  const everything = await dump(database);
  expect(everything).not.toContain("Somebody Forgotten");
  expect(everything).not.toContain(email);
  const { data: links } = await team.owner.call("listShareLinks", {
    organizationId: here,
    libraryId: "pictures",
  });
  expect(links.map(({ createdBy }: { createdBy: string }) => createdBy)).toEqual(
    Array(2).fill("Deleted account"),
  );
});

test("deleting an account reads only the audit entries that name it", async () => {
  const { organizationId, editor, emails, accountIds } = await newTeam(app, services);
  await editor.call("renameAccount", { name: "One Of Many" });
  await database.execute(
    sql`insert into audit_entries (organization_id, at, transport, actor_kind, actor_id, operation, details, request_id)
        select o.id, now(), 'rest', 'key', 'key_' || n % 500, 'inviteMember', jsonb_build_object('email', n || '@example.com'), 'r'
        from organizations o, generate_series(1, 10000) n where o.slug = ${organizationId}`,
  );
  await database.execute(sql`analyze audit_entries`);
  const plans: string[] = [];
  await database.transaction(async (tx) => {
    const explaining: Queryable = {
      ...tx,
      execute: async (statement) => {
        plans.push(JSON.stringify(await tx.query(sql`explain ${statement as Sql}`)));
        return tx.execute(statement);
      },
    };
    await removeAccount(explaining, { id: accountIds.editor, email: emails.editor });
  });
  const ofAudit = plans.filter((plan) => plan.includes("on audit_entries"));
  expect(ofAudit).toHaveLength(2);
  for (const plan of ofAudit) expect(plan).not.toContain("Seq Scan on audit_entries");
});

test("the only owner of an organization is refused with its name, and nothing is deleted", async () => {
  const { organizationId, owner, emails, accountIds } = await newTeam(app, services);
  const { data } = await owner.call("getAccountDeletion");
  expect(data).toEqual({
    isFresh: true,
    organizations: [
      {
        id: organizationId,
        name: "Team",
        members: ["editor", "viewer"].map((role) =>
          expect.objectContaining({ accountId: accountIds[role as "editor"] }),
        ),
      },
    ],
  });
  const { status, error } = await remove(owner, emails.owner);
  expect([status, error.code]).toEqual([409, "CONFLICT"]);
  expect(error.message).toContain(`You are the only owner of Team (${organizationId}).`);
  const stranger = await remove(owner, emails.owner, [{ organizationId, newOwner: "nobody" }]);
  expect(stranger.error.code).toBe("RESOURCE_NOT_FOUND");
  expect((await owner.call("getAccount")).data.organizations).toHaveLength(1);
});

test("an organization can be handed over, and its new owner gets a mail", async () => {
  const { organizationId, owner, editor, emails, accountIds } = await newTeam(app, services);
  const decision = { organizationId, newOwner: accountIds.editor };
  expect((await remove(owner, emails.owner, [decision])).status).toBe(200);
  expect((await editor.call("getAccount")).data.organizations).toMatchObject([{ role: "owner" }]);
  expect((await mailsTo(services, emails.editor)).at(-1)).toContain("You are now an owner of Team");
  const { data } = await editor.call("listAuditEntries", { organizationId });
  const [left, role] = data.entries;
  expect([left.operation, role.operation, role.details]).toEqual([
    "leaveOrganization",
    "changeMemberRole",
    { accountId: accountIds.editor, role: "owner" },
  ]);
});

test("an organization can be deleted with the account", async () => {
  const { organizationId, owner, editor, emails } = await newTeam(app, services);
  expect((await remove(owner, emails.owner, [{ organizationId, newOwner: null }])).status).toBe(200);
  expect((await editor.call("getAccount")).data.organizations).toEqual([]);
  expect((await editor.call("listMembers", { organizationId })).error.code).toBe("ORGANIZATION_NOT_FOUND");
});

test("an organization that has another owner by now is not deleted, whatever was chosen", async () => {
  const { organizationId, owner, viewer, emails, accountIds } = await newTeam(app, services);
  await owner.call("changeMemberRole", { organizationId, accountId: accountIds.viewer, role: "owner" });
  expect((await remove(owner, emails.owner, [{ organizationId, newOwner: null }])).status).toBe(200);
  expect((await viewer.call("getAccount")).data.organizations).toMatchObject([{ id: organizationId }]);
});

test("an account that is being deleted joins nothing: what it claims or accepts meanwhile is left to others", async () => {
  const email = "leaving@example.com";
  const [team, browser] = [await newTeam(app, services), await signedIn(app, services, email)];
  await browser.call("createMyOrganization", { name: "Own", slug: "own" });
  await team.owner.call("inviteMember", { organizationId: team.organizationId, email, role: "owner" });
  const { id, invitations } = (await browser.call("getAccount")).data;
  const token = (await newAgent(app, "Lisbon")).claimUrl.split("/claim/")[1];
  const [deletion, ...joining] = await database.transaction(async (tx) => {
    await tx.query(sql`select 1 from audit_entries where actor_id = ${id} for update`);
    const deleting = remove(browser, email, [{ organizationId: "own", newOwner: null }]);
    await lockAwaited(database);
    const calls = [
      browser.call("claimOrganization", { token }),
      browser.call("acceptInvitation", { invitationId: invitations[0].id }),
    ];
    await Promise.race([lockAwaited(database, 3), Promise.all(calls)]);
    return [deleting, ...calls] as const;
  });
  expect((await deletion).status).toBe(200);
  for (const call of joining) expect((await call).error.code).toBe("UNAUTHENTICATED");
  const other = await signedIn(app, services, "other@example.com");
  expect((await other.call("claimOrganization", { token })).status).toBe(200);
});

test("it takes a fresh sign-in and the person's own address", async () => {
  const email = "stays@example.com";
  const browser = await signedIn(app, services, email);
  expect((await remove(browser, "other@example.com")).error.message).toContain(`type '${email}'`);
  await database.execute(
    sql`update sessions set created_at = now() - interval '16 minutes'
        where account_id = (select id from accounts where email = ${email})`,
  );
  expect((await browser.call("getAccountDeletion")).data.isFresh).toBe(false);
  const { status, error } = await remove(browser, email);
  expect([status, error.code]).toEqual([403, "FORBIDDEN"]);
  expect(error.message).toContain("Sign out and in again");
  expect((await browser.call("getAccount")).status).toBe(200);
});
