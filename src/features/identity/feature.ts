import { defineFeature } from "../../kernel/feature.ts";
import { daily, handle, hourly, schedule } from "../../kernel/job.ts";
import { deleteAccount, getAccountDeletion } from "./accounts/deletion/operations.ts";
import {
  getAccount,
  listSessions,
  renameAccount,
  revokeOtherSessions,
  revokeSession,
} from "./accounts/operations.ts";
import { sweepAccounts } from "./accounts/sweep.ts";
import { decideOnDevice, getDeviceRequest } from "./apps/devices/operations.ts";
import { connectApp, disconnectApp, getApp, listConnectedApps } from "./apps/operations.ts";
import { listRegisteredApps, registerApp, removeRegisteredApp } from "./apps/registered/operations.ts";
import { sweepApps } from "./apps/sweep.ts";
import { listAuditEntries } from "./audit/operations.ts";
import { sweepAudit } from "./audit/sweep.ts";
import { remindUnclaimed, removeExpired, sendReminder } from "./claims/clean-up.ts";
import { claimOrganization } from "./claims/operations.ts";
import { identityExamples } from "./examples.ts";
import { reminderJob, removalJob } from "./jobs.ts";
import { reportLeakedKey } from "./keys/leaks/operations.ts";
import {
  createKey,
  deleteKey,
  grantKey,
  listKeys,
  regenerateKey,
  renameKey,
  revealKey,
} from "./keys/operations.ts";
import { acceptInvitation } from "./members/invitations/operations/accept.ts";
import { declineInvitation } from "./members/invitations/operations/decline.ts";
import { inviteMember } from "./members/invitations/operations/invite.ts";
import { listInvitations } from "./members/invitations/operations/list.ts";
import { withdrawInvitation } from "./members/invitations/operations/withdraw.ts";
import { changeMemberRole, leaveOrganization, listMembers, removeMember } from "./members/operations.ts";
import { changeOrganizationSlug } from "./organizations/operations/change-slug.ts";
import { createOrganization } from "./organizations/operations/create.ts";
import { createMyOrganization } from "./organizations/operations/create-mine.ts";
import { deleteOrganization } from "./organizations/operations/delete.ts";
import { getOrganization } from "./organizations/operations/get.ts";
import { limitOrganization } from "./organizations/operations/limit.ts";
import { listOrganizations } from "./organizations/operations/list.ts";
import { renameOrganization } from "./organizations/operations/rename.ts";
import { removeOrganization } from "./organizations/remove.ts";
import { getOrganizationUsage, getUsage } from "./usage/operations.ts";
import { sweepUsage } from "./usage/sweep.ts";

/** Accounts, organizations, members, keys, claims, audit log and usage. */
export const identity = defineFeature({
  operations: [
    claimOrganization,

    getAccount,
    renameAccount,
    getAccountDeletion,
    deleteAccount,
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
    getOrganizationUsage,

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
    renameKey,
    regenerateKey,
    revealKey,
    deleteKey,

    reportLeakedKey,

    getApp,
    connectApp,
    listConnectedApps,
    disconnectApp,
    getDeviceRequest,
    decideOnDevice,

    createOrganization,
    listOrganizations,
    limitOrganization,
    registerApp,
    listRegisteredApps,
    removeRegisteredApp,
  ],
  jobs: [
    handle(reminderJob, sendReminder, { pool: "network" }),
    handle(removalJob, removeOrganization),
    schedule("sweep_accounts", hourly(3), sweepAccounts, { byAge: true }),
    schedule("sweep_apps", daily(4, 33), sweepApps, { byAge: true }),
    schedule("sweep_audit", daily(4, 13), sweepAudit, { byAge: true }),
    schedule("sweep_usage", daily(4, 23), sweepUsage, { byAge: true }),
    schedule("remove_expired", hourly(27), removeExpired, { byAge: true }),
    schedule("remind_unclaimed", hourly(37), remindUnclaimed, { byAge: true }),
  ],
  exampleCalls: identityExamples,
});
