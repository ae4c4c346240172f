import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { mailsTo, signedIn } from "../../../../test/support/browser.ts";
import { newTeam } from "../../../../test/support/team.ts";
import { dayMs } from "../../../platform/clock.ts";

const { app, services, clock, database } = await testApp();

test("an invited person gets a mail, accepts it with an account of that address, and becomes a member", async () => {
  const { organizationId, owner } = await newTeam(app, services);
  const invited = await owner.call("inviteMember", {
    organizationId,
    email: "Guest@example.com",
    role: "viewer",
  });
  expect(invited.data).toMatchObject({ email: "guest@example.com", role: "viewer", mail: "kept" });
  const [mail] = await mailsTo(services, "Guest@example.com");
  expect(mail).toContain(`http://localhost:3000/invitations/${invited.data.id}`);
  const guest = await signedIn(app, services, "guest@example.com");
  expect((await guest.call("getAccount")).data.invitations).toMatchObject([
    { id: invited.data.id, organizationName: "Team", role: "viewer", invitedBy: "owner" },
  ]);
  const accepted = await guest.call("acceptInvitation", { invitationId: invited.data.id });
  expect(accepted.data).toEqual({ organizationId, role: "viewer" });
  expect((await guest.call("listLibraries", { organizationId })).data).toHaveLength(1);
  // It works once.
  expect((await guest.call("acceptInvitation", { invitationId: invited.data.id })).error.code).toBe(
    "RESOURCE_NOT_FOUND",
  );
});

test("nobody but the invited address can accept or decline", async () => {
  const { organizationId, owner } = await newTeam(app, services);
  const { data } = await owner.call("inviteMember", {
    organizationId,
    email: "bob@example.com",
    role: "owner",
  });
  const eve = await signedIn(app, services, "eve@example.com");
  for (const operation of ["acceptInvitation", "declineInvitation"]) {
    expect((await eve.call(operation, { invitationId: data.id })).error.code).toBe("RESOURCE_NOT_FOUND");
  }
  expect((await owner.call("listInvitations", { organizationId })).data).toHaveLength(1);
});

test("a withdrawn, declined, replaced or expired invitation is refused", async () => {
  const { organizationId, owner } = await newTeam(app, services);
  const carol = await signedIn(app, services, "carol@example.com");
  const invite = async () =>
    (await owner.call("inviteMember", { organizationId, email: "carol@example.com", role: "viewer" })).data
      .id;
  const first = await invite();
  const second = await invite();
  expect((await carol.call("acceptInvitation", { invitationId: first })).error.code).toBe(
    "RESOURCE_NOT_FOUND",
  );
  expect((await owner.call("withdrawInvitation", { organizationId, invitationId: second })).status).toBe(200);
  expect((await carol.call("acceptInvitation", { invitationId: second })).error.code).toBe(
    "RESOURCE_NOT_FOUND",
  );
  const third = await invite();
  expect((await carol.call("declineInvitation", { invitationId: third })).status).toBe(200);
  expect((await carol.call("acceptInvitation", { invitationId: third })).error.code).toBe(
    "RESOURCE_NOT_FOUND",
  );
  const fourth = await invite();
  clock.advance(14 * dayMs);
  expect((await carol.call("acceptInvitation", { invitationId: fourth })).error.code).toBe(
    "RESOURCE_NOT_FOUND",
  );
  expect((await carol.call("getAccount")).data.invitations).toEqual([]);
});

test("inviting a member is refused", async () => {
  const { organizationId, owner, emails } = await newTeam(app, services);
  const answer = await owner.call("inviteMember", { organizationId, email: emails.viewer, role: "owner" });
  expect(answer).toMatchObject({ status: 409, error: { code: "CONFLICT" } });
});

test("a removed member loses access at once", async () => {
  const { organizationId, owner, editor, accountIds } = await newTeam(app, services);
  expect((await owner.call("removeMember", { organizationId, accountId: accountIds.editor })).status).toBe(
    200,
  );
  expect((await editor.call("listLibraries", { organizationId })).error.code).toBe("ORGANIZATION_NOT_FOUND");
  expect((await owner.call("listMembers", { organizationId })).data).toMatchObject([
    { name: "owner", role: "owner" },
    { name: "viewer", role: "viewer" },
  ]);
});

test("the last owner can't leave, be removed or be given another role", async () => {
  const { organizationId, owner, accountIds } = await newTeam(app, services);
  const mine = { organizationId, accountId: accountIds.owner };
  for (const answer of [
    await owner.call("leaveOrganization", { organizationId }),
    await owner.call("removeMember", mine),
    await owner.call("changeMemberRole", { ...mine, role: "editor" }),
  ]) {
    expect(answer).toMatchObject({
      status: 409,
      error: { message: expect.stringContaining("needs an owner") },
    });
  }
  expect((await owner.call("getOrganization", { organizationId })).data.role).toBe("owner");
});

test("when the last two owners leave at the same time, one stays", async () => {
  const { organizationId, owner, editor, accountIds } = await newTeam(app, services);
  await owner.call("changeMemberRole", { organizationId, accountId: accountIds.editor, role: "owner" });
  const left = await Promise.all(
    [owner, editor].map((one) => one.call("leaveOrganization", { organizationId })),
  );
  expect(left.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test("a viewer can leave and is no member afterwards", async () => {
  const { organizationId, viewer } = await newTeam(app, services);
  expect((await viewer.call("leaveOrganization", { organizationId })).status).toBe(200);
  expect((await viewer.call("leaveOrganization", { organizationId })).error.code).toBe(
    "ORGANIZATION_NOT_FOUND",
  );
  expect((await viewer.call("getAccount")).data.organizations).toEqual([]);
});

test("when two owners remove each other at the same time, one stays", async () => {
  const { organizationId, owner, editor, viewer, accountIds } = await newTeam(app, services);
  for (const accountId of [accountIds.editor, accountIds.viewer]) {
    await owner.call("changeMemberRole", { organizationId, accountId, role: "owner" });
  }
  const answers = await Promise.all([
    owner.call("removeMember", { organizationId, accountId: accountIds.editor }),
    editor.call("removeMember", { organizationId, accountId: accountIds.owner }),
  ]);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect((await viewer.call("listMembers", { organizationId })).data).toHaveLength(2);
});

test("names in an invitation's mail can't pass for the mail's own text", async () => {
  const { organizationId, owner } = await newTeam(app, services);
  // Such as a name from before names had to be one line, or a library's name.
  const name = `Team\r\n\r\nYour account is locked. Go to https://evil.example${" now".repeat(40)}`;
  await database.execute(sql`update organizations set name = ${name} where slug = ${organizationId}`);
  await owner.call("inviteMember", { organizationId, email: "lured@example.com", role: "viewer" });
  const [mail = ""] = await mailsTo(services, "lured@example.com");
  expect(mail).toContain("owner invited you to join Team Your account is locked.");
  expect(mail).not.toMatch(/^Your account/m);
  expect(mail.match(/ now/g)?.length).toBeLessThan(40);
});

test("an address gets at most 5 invitation mails a day, and a person sends at most 50", async () => {
  const owner = await signedIn(app, services, "spam@example.com");
  const invite = (organizationId: string, email: string) =>
    owner.call("inviteMember", { organizationId, email, role: "viewer" });
  const mails = [];
  for (let i = 0; i < 6; i++) {
    await owner.call("createMyOrganization", { name: "x", slug: `spam-${i}` });
    mails.push((await invite(`spam-${i}`, "Victim@example.com")).data.mail);
  }
  expect(mails).toEqual(["kept", "kept", "kept", "kept", "kept", "failed"]);
  const victim = await signedIn(app, services, "victim@example.com");
  expect((await victim.call("getAccount")).data.invitations).toHaveLength(6);
  for (let i = 6; i < 50; i++) await invite(`spam-${i % 6}`, `v${i}@example.com`);
  expect((await invite("spam-5", "last@example.com")).error.code).toBe("RATE_LIMITED");
});
