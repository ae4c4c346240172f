import {
  getAccount,
  listSessions,
  renameAccount,
  revokeOtherSessions,
  revokeSession,
} from "../features/identity/accounts/operations.ts";
import { listAuditEntries } from "../features/identity/audit/operations.ts";
import { claimOrganization, peekClaim } from "../features/identity/claims/operations/claim.ts";
import { startWithoutAccount } from "../features/identity/claims/operations/start.ts";
import {
  createKey,
  deleteKey,
  grantKey,
  listKeys,
  regenerateKey,
  revealKey,
} from "../features/identity/keys/operations.ts";
import {
  acceptInvitation,
  declineInvitation,
  inviteMember,
  listInvitations,
  withdrawInvitation,
} from "../features/identity/members/invitations/operations.ts";
import {
  changeMemberRole,
  leaveOrganization,
  listMembers,
  removeMember,
} from "../features/identity/members/operations.ts";
import {
  addLibraryToOrganization,
  createOrganization,
  limitOrganization,
  listOrganizationLibraries,
  listOrganizations,
} from "../features/identity/organizations/operations/operator.ts";
import {
  changeOrganizationSlug,
  createMyOrganization,
  deleteOrganization,
  getOrganization,
  renameOrganization,
} from "../features/identity/organizations/operations/owner.ts";
import { getUsage } from "../features/identity/usage/operations.ts";
import {
  deleteAssets,
  restoreAssets,
  tagAssets,
  transferAssets,
  untagAssets,
  updateAssetDescription,
} from "../features/library/assets/organise/operations.ts";
import { browseAssets } from "../features/library/assets/read/operations/browse.ts";
import { getCameraData } from "../features/library/assets/read/operations/camera.ts";
import { getAsset, listAssets } from "../features/library/assets/read/operations/read.ts";
import { emptyTrash, listTrash, purgeAssets } from "../features/library/assets/trash/operations.ts";
import { createUpload } from "../features/library/assets/upload/operations/create-upload.ts";
import { uploadAssets } from "../features/library/assets/upload/operations/upload.ts";
import { deleteLibrary } from "../features/library/libraries/operations/delete.ts";
import {
  createLibrary,
  listLibraries,
  listTags,
  me,
  renameLibrary,
} from "../features/library/libraries/operations/library.ts";
import { searchAssets } from "../features/library/search/operations.ts";
import {
  factsOfPerson,
  forgetForPerson,
  recallForPerson,
  rememberExchange,
} from "../features/memory/agents/operations.ts";
import {
  createConversation,
  deleteConversation,
  getConversation,
  listConversations,
  updateConversation,
} from "../features/memory/conversations/operations.ts";
import { correctFact, forgetFact, listFacts } from "../features/memory/facts/operations.ts";
import {
  flushMemory,
  forgetInteraction,
  getInteraction,
  ingestMemory,
  listInteractions,
} from "../features/memory/interactions/operations.ts";
import { readConversation } from "../features/memory/interactions/read-operation.ts";
import { queryMemory } from "../features/memory/recall/operations.ts";
import { deleteTenant } from "../features/memory/tenants/erase-operation.ts";
import {
  createApiKey,
  listApiKeys,
  revokeApiKey,
  rotateApiKey,
} from "../features/memory/tenants/key-operations.ts";
import { getTenant, registerTenant, updateTenant } from "../features/memory/tenants/operations.ts";
import { rotateTenantKey } from "../features/memory/tenants/rotate-operation.ts";
import { browseUsers } from "../features/memory/users/browse-operation.ts";
import { exportUser } from "../features/memory/users/export-operation.ts";
import {
  createUser,
  eraseUser,
  getUser,
  listUsers,
  updateUser,
} from "../features/memory/users/operations.ts";
import {
  getOrganizationWebhook,
  listOrganizationDeliveries,
  redeliverToOrganization,
  removeOrganizationWebhook,
  revealOrganizationWebhookSecret,
  rotateOrganizationWebhookSecret,
  setOrganizationWebhook,
} from "../features/webhooks/operations/owner.ts";
import {
  getWebhook,
  getWebhookSecret,
  listWebhookDeliveries,
  redeliverWebhook,
  rotateWebhookSecret,
} from "../features/webhooks/operations/tenant.ts";
import type { AnyOperation } from "../kernel/operation.ts";

/** Everything that can be done here, in reading order. Every transport is derived from this list. */
export const operations: readonly AnyOperation[] = [
  startWithoutAccount,
  peekClaim,
  claimOrganization,
  me,

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

  listLibraries,
  createLibrary,
  renameLibrary,
  deleteLibrary,

  listAssets,
  browseAssets,
  getAsset,
  getCameraData,
  searchAssets,
  uploadAssets,
  createUpload,
  updateAssetDescription,
  transferAssets,
  deleteAssets,
  restoreAssets,
  listTrash,
  purgeAssets,
  emptyTrash,

  createKey,
  listKeys,
  grantKey,
  regenerateKey,
  revealKey,
  deleteKey,

  listTags,
  tagAssets,
  untagAssets,

  registerTenant,
  getTenant,
  updateTenant,
  deleteTenant,
  createApiKey,
  listApiKeys,
  revokeApiKey,
  rotateApiKey,

  createUser,
  listUsers,
  browseUsers,
  getUser,
  updateUser,
  eraseUser,
  exportUser,

  createConversation,
  listConversations,
  getConversation,
  updateConversation,
  deleteConversation,

  ingestMemory,
  queryMemory,
  flushMemory,
  listInteractions,
  readConversation,
  getInteraction,
  forgetInteraction,
  listFacts,
  correctFact,
  forgetFact,
  rememberExchange,
  recallForPerson,
  factsOfPerson,
  forgetForPerson,

  getWebhook,
  getWebhookSecret,
  rotateWebhookSecret,
  listWebhookDeliveries,
  redeliverWebhook,
  setOrganizationWebhook,
  getOrganizationWebhook,
  revealOrganizationWebhookSecret,
  rotateOrganizationWebhookSecret,
  removeOrganizationWebhook,
  listOrganizationDeliveries,
  redeliverToOrganization,

  createOrganization,
  listOrganizations,
  limitOrganization,
  addLibraryToOrganization,
  listOrganizationLibraries,
  rotateTenantKey,
];
