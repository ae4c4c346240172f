/** An organization with one of each thing that it can have. */
export interface IdentityFixture {
  organizationId: string;
  accountId: string;
  sessionId: string;
  invitationId: string;
  keyId: string;
  claimToken: string;
  clientId: string;
  connectionId: string;
  userCode: string;
}

export const identityExamples = (fixture: IdentityFixture) => {
  const {
    organizationId,
    accountId,
    sessionId,
    invitationId,
    keyId,
    claimToken,
    clientId,
    connectionId,
    userCode,
  } = fixture;
  return {
    claimOrganization: [{ token: claimToken }],

    getAccount: [{}],
    renameAccount: [{ name: "Ada Lovelace" }],
    getAccountDeletion: [{}],
    deleteAccount: [{ confirm: "ada@example.com" }],
    listSessions: [{}],
    revokeSession: [{ sessionId }],
    revokeOtherSessions: [{}],

    createMyOrganization: [{ name: "Acme" }],
    getOrganization: [{ organizationId }],
    renameOrganization: [{ organizationId, name: "Acme" }],
    changeOrganizationSlug: [{ organizationId, slug: `new-${organizationId}` }],
    deleteOrganization: [{ organizationId, confirm: organizationId }],
    listAuditEntries: [{ organizationId }, { organizationId, limit: 1, transport: "rest" }],
    getOrganizationUsage: [{ organizationId }],
    getUsage: [{ organizationId }, { organizationId, days: 7 }],

    listMembers: [{ organizationId }],
    changeMemberRole: [{ organizationId, accountId, role: "editor" }],
    removeMember: [{ organizationId, accountId }],
    leaveOrganization: [{ organizationId }],
    inviteMember: [{ organizationId, email: "grace@example.com", role: "viewer" }],
    listInvitations: [{ organizationId }],
    withdrawInvitation: [{ organizationId, invitationId }],
    acceptInvitation: [{ invitationId }],
    declineInvitation: [{ invitationId }],

    createKey: [
      { organizationId, name: "Agent" },
      { organizationId, name: "Reader", scopes: ["memory:read"] },
      { organizationId, name: "Every library", allLibraries: "read" },
    ],
    listKeys: [{ organizationId }],
    renameKey: [{ organizationId, keyId, name: "Agent" }],
    grantKey: [{ organizationId, keyId, libraries: {} }],
    regenerateKey: [{ organizationId, keyId }],
    revealKey: [{ organizationId, keyId }],
    deleteKey: [{ organizationId, keyId }],

    reportLeakedKey: [{ token: `pk_${"0".repeat(36)}` }],

    getApp: [{ clientId }],
    connectApp: [
      { organizationId, clientId },
      { organizationId, clientId, allLibraries: "read" },
    ],
    listConnectedApps: [{ organizationId }],
    disconnectApp: [{ organizationId, connectionId }],
    getDeviceRequest: [{ userCode }],
    decideOnDevice: [{ userCode, connectionId: null }],

    createOrganization: [{ name: "Acme" }],
    listOrganizations: [{}],
    registerApp: [{ name: "Connector", redirectUris: ["https://connector.example/callback"] }],
    listRegisteredApps: [{}],
    removeRegisteredApp: [{ clientId }],
    limitOrganization: [{ organizationId, librariesMax: 5 }],
  } as const;
};
