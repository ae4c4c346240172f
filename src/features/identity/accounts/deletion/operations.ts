import { z } from "zod";
import type { SessionCaller } from "../../../../kernel/caller.ts";
import { fail } from "../../../../kernel/failure.ts";
import { OrganizationId, text } from "../../../../kernel/fields.ts";
import { addJobs } from "../../../../kernel/job.ts";
import type { Queryable } from "../../../../platform/database/queryable.ts";
import type { Mail } from "../../../../platform/mail/mailer.ts";
import { recordAudit } from "../../audit/record.ts";
import { removalJob } from "../../jobs.ts";
import { lockAccount, lockMembers, setRole } from "../../members/store.ts";
import { endOrganization } from "../../organizations/store.ts";
import { defineOperation } from "../../services.ts";
import { accountDeletedMail, newOwnerMail } from "./mails.ts";
import * as store from "./store.ts";

// Somebody else may sit at a browser that was left open.
const freshMinutes = 15;

const Person = z.object({ accountId: z.string(), name: z.string(), email: z.string() });

export const getAccountDeletion = defineOperation({
  name: "getAccountDeletion",
  noun: "Account",
  summary: "Get what deleting your account takes",
  access: { kind: "account" },
  input: z.strictObject({}),
  output: z.object({
    isFresh: z.boolean().meta({
      description: `Whether you signed in within the last ${freshMinutes} minutes, which deleting takes.`,
    }),
    organizations: z
      .array(z.object({ id: z.string(), name: z.string(), members: z.array(Person) }))
      .meta({ description: "Organizations that only you own, with the members who can own them." }),
  }),
  async run({ database, clock }, _input, { account, session }) {
    const found = await store.belongings(database, account.id, clock.now());
    return {
      isFresh: await store.isFreshSession(database, session.id, freshMinutes),
      organizations: found.filter(isOnlyOwner).map(({ id, name, others }) => ({ id, name, members: others })),
    };
  },
});

const Decision = z.strictObject({
  organizationId: OrganizationId,
  newOwner: text(100).nullable().meta({
    description: "The account that becomes its owner; null deletes the organization with everything.",
  }),
});
type Decision = z.output<typeof Decision>;

export const deleteAccount = defineOperation({
  name: "deleteAccount",
  noun: "Account",
  summary: "Delete your account; there is no way back",
  description:
    "Sessions, passkeys, memberships, connected apps and personal data are gone at once. Organizations that only you own are " +
    "handed over or deleted, as `organizations` says.",
  access: { kind: "account" },
  input: z.strictObject({
    confirm: text(254).meta({ description: "Your email address, as confirmation." }),
    organizations: z.array(Decision).max(1000).default([]),
  }),
  output: z.object({ success: z.literal(true) }),
  fails: ["FORBIDDEN", "CONFLICT"],
  async run(services, { confirm, organizations }, caller, afterCommit) {
    const { database, clock, config } = services;
    const { account, session } = caller;
    if (confirm.trim().toLowerCase() !== account.email)
      throw fail.input(`confirm: type '${account.email}' to delete your account.`);
    if (!(await store.isFreshSession(database, session.id, freshMinutes)))
      throw fail.forbidden(
        `Deleting an account takes a sign-in of the last ${freshMinutes} minutes. Sign out and in again, then delete it.`,
      );
    const { left, mails } = await database.transaction(async (tx) => {
      await lockAccount(tx, account.id);
      for (const { rowId } of await store.belongings(tx, account.id, clock.now()))
        await lockMembers(tx, rowId);
      const belongings = await store.belongings(tx, account.id, clock.now());
      requireDecisions(belongings, organizations);
      const sent: Mail[] = [];
      for (const one of belongings)
        sent.push(...(await leave(tx, one, organizations, caller, { ...config, now: clock.now() })));
      await store.removeAccount(tx, account);
      return { left: belongings, mails: sent };
    });
    services.log.info({ account: account.id, requestId: caller.requestId }, "account deleted");
    for (const { rowId } of left) services.keyCache.forget(rowId);
    afterCommit(async ({ mailer }, answer) => {
      for (const mail of [accountDeletedMail(account.email, config.publicUrl), ...mails])
        await mailer.send(mail);
      return answer;
    });
    return { success: true as const };
  },
});

const isOnlyOwner = ({ role, hasOtherOwner }: store.Belonging) => role === "owner" && !hasOtherOwner;

/** Refuses to leave organizations without an owner behind, and names them. */
function requireDecisions(belongings: readonly store.Belonging[], decisions: readonly Decision[]): void {
  const open = belongings.filter(
    (one) => isOnlyOwner(one) && !decisions.some(({ organizationId }) => organizationId === one.id),
  );
  if (open.length === 0) return;
  const names = open.map(({ id, name }) => (name === id ? id : `${name} (${id})`)).join(", ");
  throw fail.conflict(
    `You are the only owner of ${names}. Say for each in 'organizations' who becomes its owner, or that it is deleted.`,
  );
}

/** Leaves one organization as decided. Returns the mails to send afterwards. */
async function leave(
  tx: Queryable,
  one: store.Belonging,
  decisions: readonly Decision[],
  caller: SessionCaller,
  { publicUrl, now }: { publicUrl: string; now: Date },
): Promise<Mail[]> {
  const decision = isOnlyOwner(one)
    ? decisions.find(({ organizationId }) => organizationId === one.id)
    : undefined;
  if (decision?.newOwner === null) {
    await endOrganization(tx, one.rowId, now);
    await addJobs(tx, removalJob, [{ organizationId: one.rowId }]);
    return [];
  }
  const note = (operation: string, details: object) =>
    recordAudit(tx, { caller, organization: one.rowId, operation, details }, now);
  const mails: Mail[] = [];
  if (decision) {
    const owner = one.others.find(({ accountId }) => accountId === decision.newOwner);
    if (!owner) throw fail.missing("member");
    await setRole(tx, one.rowId, owner.accountId, "owner");
    await note("changeMemberRole", { accountId: owner.accountId, role: "owner" });
    mails.push(newOwnerMail(owner.email, one.name, `${publicUrl}/app/${one.id}`));
  }
  await note("leaveOrganization", {});
  return mails;
}
