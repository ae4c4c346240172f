import {
  getAccount,
  listSessions,
  renameAccount,
  revokeOtherSessions,
  revokeSession,
} from "./accounts/operations.ts";
import { browseAssets } from "./assets/browse-operation.ts";
import { getCameraData } from "./assets/camera-operation.ts";
import { createUpload } from "./assets/create-upload-operation.ts";
import {
  deleteAssets,
  restoreAssets,
  tagAssets,
  transferAssets,
  untagAssets,
  updateAssetDescription,
} from "./assets/organise-operations.ts";
import { getAsset, listAssets } from "./assets/read-operations.ts";
import { emptyTrash, listTrash, purgeAssets } from "./assets/trash-operations.ts";
import { uploadAssets } from "./assets/upload-operation.ts";
import { listAuditEntries } from "./audit/operations.ts";
import { claimOrganization, peekClaim } from "./claims/claim-operations.ts";
import { startWithoutAccount } from "./claims/operations.ts";
import { createKey, deleteKey, grantKey, listKeys, regenerateKey, revealKey } from "./keys/operations.ts";
import { deleteLibrary } from "./libraries/delete-operation.ts";
import { createLibrary, listLibraries, listTags, me, renameLibrary } from "./libraries/operations.ts";
import {
  acceptInvitation,
  declineInvitation,
  inviteMember,
  listInvitations,
  withdrawInvitation,
} from "./members/invitation-operations.ts";
import { changeMemberRole, leaveOrganization, listMembers, removeMember } from "./members/operations.ts";
import {
  factsOfPerson,
  forgetForPerson,
  recallForPerson,
  rememberExchange,
} from "./memory/agents/operations.ts";
import {
  createConversation,
  deleteConversation,
  getConversation,
  listConversations,
  updateConversation,
} from "./memory/conversations/operations.ts";
import { correctFact, forgetFact, listFacts } from "./memory/facts/operations.ts";
import {
  flushMemory,
  forgetInteraction,
  getInteraction,
  ingestMemory,
  listInteractions,
} from "./memory/interactions/operations.ts";
import { readConversation } from "./memory/interactions/read-operation.ts";
import { queryMemory } from "./memory/recall/operations.ts";
import { deleteTenant } from "./memory/tenants/erase-operation.ts";
import { createApiKey, listApiKeys, revokeApiKey, rotateApiKey } from "./memory/tenants/key-operations.ts";
import { getTenant, registerTenant, updateTenant } from "./memory/tenants/operations.ts";
import { rotateTenantKey } from "./memory/tenants/rotate-operation.ts";
import { browseUsers } from "./memory/users/browse-operation.ts";
import { exportUser } from "./memory/users/export-operation.ts";
import { createUser, eraseUser, getUser, listUsers, updateUser } from "./memory/users/operations.ts";
import type { AnyOperation } from "./operation/operation.ts";
import {
  addLibraryToOrganization,
  createOrganization,
  limitOrganization,
  listOrganizationLibraries,
  listOrganizations,
} from "./organizations/operations.ts";
import {
  changeOrganizationSlug,
  createMyOrganization,
  deleteOrganization,
  getOrganization,
  renameOrganization,
} from "./organizations/owner-operations.ts";
import { searchAssets } from "./search/operations.ts";
import { getUsage } from "./usage/operations.ts";
import {
  getWebhook,
  getWebhookSecret,
  listWebhookDeliveries,
  redeliverWebhook,
  rotateWebhookSecret,
} from "./webhooks/operations.ts";
import {
  getOrganizationWebhook,
  listOrganizationDeliveries,
  redeliverToOrganization,
  removeOrganizationWebhook,
  revealOrganizationWebhookSecret,
  rotateOrganizationWebhookSecret,
  setOrganizationWebhook,
} from "./webhooks/owner-operations.ts";

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
