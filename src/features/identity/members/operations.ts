import { z } from "zod";
import type { MemberCaller, OrganizationOperator } from "../../../kernel/caller.ts";
import { fail } from "../../../kernel/failure.ts";
import { OrganizationId, text, UnixMs } from "../../../kernel/fields.ts";
import { Role } from "../../../kernel/role.ts";
import type { Database } from "../../../platform/database/database.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { defineOperation } from "../services.ts";
import * as store from "./store.ts";

const owners = { kind: "role", role: "owner" } as const;
const AccountId = text(100);
const success = z.object({ success: z.literal(true) });

export const listMembers = defineOperation({
  name: "listMembers",
  noun: "Members",
  summary: "List an organization's members",
  access: { kind: "role", role: "viewer" },
  input: z.strictObject({ organizationId: OrganizationId }),
  output: z.array(
    z.object({ accountId: z.string(), name: z.string(), email: z.string(), role: Role, since: UnixMs }),
  ),
  async run({ database }, _input, { organization }) {
    return store.membersOf(database, organization.id);
  },
});

export const changeMemberRole = defineOperation({
  name: "changeMemberRole",
  noun: "Members",
  summary: "Change a member's role; takes effect immediately",
  access: owners,
  input: z.strictObject({ organizationId: OrganizationId, accountId: AccountId, role: Role }),
  output: success,
  fails: ["RESOURCE_NOT_FOUND", "CONFLICT"],
  changesKeys: true,
  audit: ({ accountId, role }) => ({ accountId, role }),
  async run({ database }, { accountId, role }, caller) {
    const { organization } = caller;
    return keepingAnOwner(database, organization.id, async (tx) => {
      await mustStillDecide(tx, caller);
      if (!(await store.setRole(tx, organization.id, accountId, role))) throw fail.missing("member");
    });
  },
});

export const removeMember = defineOperation({
  name: "removeMember",
  noun: "Members",
  summary: "Remove a member; takes effect immediately",
  access: owners,
  input: z.strictObject({ organizationId: OrganizationId, accountId: AccountId }),
  output: success,
  fails: ["RESOURCE_NOT_FOUND", "CONFLICT"],
  changesKeys: true,
  audit: ({ accountId }) => ({ accountId }),
  async run({ database }, { accountId }, caller) {
    const { organization } = caller;
    return keepingAnOwner(database, organization.id, async (tx) => {
      await mustStillDecide(tx, caller);
      if (!(await store.deleteMember(tx, organization.id, accountId))) throw fail.missing("member");
    });
  },
});

export const leaveOrganization = defineOperation({
  name: "leaveOrganization",
  noun: "Members",
  summary: "Leave an organization",
  access: { kind: "account" },
  input: z.strictObject({ organizationId: OrganizationId }),
  output: success,
  fails: ["ORGANIZATION_NOT_FOUND", "CONFLICT"],
  changesKeys: true,
  audit: () => ({}),
  async run({ database, clock }, { organizationId }, { account }) {
    const found = await store.membership(database, account.id, organizationId, clock.now());
    if (!found) throw fail.organizationUnknown();
    return keepingAnOwner(database, found.organization.id, async (tx) => {
      await store.deleteMember(tx, found.organization.id, account.id);
    });
  },
});

/** Changes members, and fails if no owner would be left. Concurrent changes wait for each other. */
async function keepingAnOwner(
  database: Database,
  organizationId: number,
  change: (tx: Queryable) => Promise<void>,
): Promise<{ success: true }> {
  await database.transaction(async (tx) => {
    await store.lockMembers(tx, organizationId);
    await change(tx);
    if ((await store.countOwners(tx, organizationId)) === 0) {
      throw fail.conflict(
        "An organization needs an owner. Make someone else an owner first, or delete the organization.",
      );
    }
  });
  return { success: true };
}

/** The caller may have lost the owner role while waiting for the lock. */
async function mustStillDecide(tx: Queryable, caller: MemberCaller | OrganizationOperator): Promise<void> {
  if (caller.kind !== "session") return;
  if (!(await store.isOwner(tx, caller.organization.id, caller.account.id))) throw fail.roleTooWeak("owner");
}
