import type { Feature } from "../../kernel/feature.ts";
import { handle, schedule } from "../../kernel/job.ts";
import {
  getAccount,
  listSessions,
  renameAccount,
  revokeOtherSessions,
  revokeSession,
} from "./accounts/operations.ts";
import { sweepAccounts } from "./accounts/sweep.ts";
import { listAuditEntries } from "./audit/operations.ts";
import { sweepAudit } from "./audit/sweep.ts";
import { remindUnclaimed, removeExpired, sendReminder } from "./claims/clean-up.ts";
import { claimOrganization } from "./claims/operations/claim.ts";
import { reminderJob, removalJob } from "./jobs.ts";
import { createKey, deleteKey, grantKey, listKeys, regenerateKey, revealKey } from "./keys/operations.ts";
import {
  acceptInvitation,
  declineInvitation,
  inviteMember,
  listInvitations,
  withdrawInvitation,
} from "./members/invitations/operations.ts";
import { changeMemberRole, leaveOrganization, listMembers, removeMember } from "./members/operations.ts";
import {
  createOrganization,
  limitOrganization,
  listOrganizations,
} from "./organizations/operations/operator.ts";
import {
  changeOrganizationSlug,
  createMyOrganization,
  deleteOrganization,
  getOrganization,
  renameOrganization,
} from "./organizations/operations/owner.ts";
import { removeOrganization } from "./organizations/remove.ts";
import { getUsage } from "./usage/operations.ts";
import { sweepUsage } from "./usage/sweep.ts";

/** Who may do what: accounts, organizations, members, keys, claims, audit and usage. */
export const identity = {
  operations: [
    claimOrganization,

    getAccount,
    renameAccount,
    listSessions,
    revokeSession,
    revokeOtherSessions,

    createMyOrganization,
    getOrganization,
    renameOrganization,
    changeOrganizationSlug,
    deleteOrganization,
    listAuditEntries,
    getUsage,

    listMembers,
    changeMemberRole,
    removeMember,
    leaveOrganization,
    inviteMember,
    listInvitations,
    withdrawInvitation,
    acceptInvitation,
    declineInvitation,

    createKey,
    listKeys,
    grantKey,
    regenerateKey,
    revealKey,
    deleteKey,

    createOrganization,
    listOrganizations,
    limitOrganization,
  ],
  jobs: [
    handle(reminderJob, sendReminder, { waits: true }),
    handle(removalJob, removeOrganization),
    schedule("sweep_accounts", "3 * * * *", sweepAccounts),
    schedule("sweep_audit", "13 4 * * *", sweepAudit),
    schedule("sweep_usage", "23 4 * * *", sweepUsage),
    schedule("remove_expired", "27 * * * *", removeExpired),
    schedule("remind_unclaimed", "37 * * * *", remindUnclaimed),
  ],
} as const satisfies Feature;
