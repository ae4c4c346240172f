import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { type Browser, newBrowser, signedIn } from "../../../../test/support/browser.ts";
import { sessionOperations } from "../../../../test/support/registered.ts";
import { newTeam } from "../../../../test/support/team.ts";

/**
 * What each operation needs over the session transport: `anybody` no session, `account` a session, the others a role.
 */
const needed: Record<string, string> = {
  anybody: "startWithoutAccount registerTenant peekClaim",
  account: `getAccount renameAccount getAccountDeletion deleteAccount listSessions revokeSession revokeOtherSessions createMyOrganization leaveOrganization
    acceptInvitation declineInvitation claimOrganization getApp connectApp getDeviceRequest decideOnDevice`,
  viewer: `getOrganization getUsage getOrganizationUsage listMembers listConnectedApps disconnectApp listLibraries listAssets browseAssets getAsset getCameraData listDuplicates createDownload getAssetLink getAssetLinks searchAssets countAssets listTags listShareLinks listTrash
    listUsers browseUsers getUser exportUser listConversations getConversation queryMemory listInteractions readConversation getInteraction listFacts listEntities getEntity
    recallForPerson factsOfPerson getTenant`,
  editor: `uploadAssets createUpload startResumableUpload replaceAssetFile editAsset revertAsset setAssetApproval promoteVariant updateAssetDescription renameAsset transferAssets deleteAssets restoreAssets purgeAssets emptyTrash
    tagAssets untagAssets createShareLink revokeShareLink createUser updateUser eraseUser createConversation updateConversation deleteConversation ingestMemory ingestBatch importMemory
    flushMemory editInteraction forgetInteraction createFact correctFact forgetFact rememberExchange forgetForPerson`,
  owner: `searchMemory rotateLinkKey renameOrganization changeOrganizationSlug deleteOrganization changeMemberRole removeMember inviteMember
    listAuditEntries listInvitations withdrawInvitation createLibrary renameLibrary setLibraryPrivacy deleteLibrary createKey listKeys grantKey renameKey regenerateKey revealKey
    deleteKey updateTenant deleteTenant createApiKey listApiKeys listMemoryReads revokeApiKey rotateApiKey getWebhook getWebhookSecret
    rotateWebhookSecret listWebhookDeliveries redeliverWebhook setOrganizationWebhook getOrganizationWebhook
    revealOrganizationWebhookSecret rotateOrganizationWebhookSecret removeOrganizationWebhook listOrganizationDeliveries
    redeliverToOrganization sendTestEvent listWebhookEndpoints createWebhookEndpoint updateWebhookEndpoint
    deleteWebhookEndpoint getWebhookEndpointSecret rotateWebhookEndpointSecret testWebhookEndpoint`,
};
const neededBy = new Map(
  Object.entries(needed).flatMap(([who, names]) => names.split(/\s+/).map((name) => [name, who] as const)),
);

const { app, services } = await testApp();
const team = await newTeam(app, services);
const callers: Record<string, Browser> = {
  nobody: newBrowser(app, services),
  stranger: await signedIn(app, services, "stranger@example.com"),
  viewer: team.viewer,
  editor: team.editor,
  owner: team.owner,
};
const ranks = ["viewer", "editor", "owner"];

test("the table lists exactly the operations of the session transport", () => {
  expect([...neededBy.keys()].toSorted()).toEqual(sessionOperations.map(({ name }) => name).toSorted());
});

test.each(sessionOperations)(
  "$name accepts exactly the callers in the table",
  async ({ name, input, access, takesFiles }) => {
    const who = neededBy.get(name) as string;
    const named = ["organizationId", "libraryId", "sourceLibraryId", "targetLibraryId"];
    const values: Record<string, string> = { organizationId: team.organizationId };
    // Callers with access are refused for this field, so that nothing changes.
    const body = {
      ...Object.fromEntries(named.filter((f) => f in input.shape).map((f) => [f, values[f] ?? "pictures"])),
      "no such field": 1,
    };
    const query =
      access.kind === "scope" || takesFiles
        ? `?organizationId=${team.organizationId}&libraryId=pictures`
        : "";
    for (const [caller, browser] of Object.entries(callers)) {
      const { error } = await browser.call(`${name}${query}`, body);
      expect(error?.code, caller).toBe(refusalOf(caller, who) ?? "BAD_USER_INPUT");
    }
  },
);

/** The error code for a caller without the access that `who` names; undefined when the caller has it. */
function refusalOf(caller: string, who: string): string | undefined {
  if (who === "anybody") return undefined;
  if (caller === "nobody") return "UNAUTHENTICATED";
  if (who === "account") return undefined;
  if (caller === "stranger") return "ORGANIZATION_NOT_FOUND";
  return ranks.indexOf(caller) < ranks.indexOf(who) ? "FORBIDDEN" : undefined;
}

test("operations for keys or the operator are not on the session transport", async () => {
  for (const name of [
    "me",
    "createOrganization",
    "listOrganizations",
    "limitOrganization",
    "registerApp",
    "listRegisteredApps",
    "removeRegisteredApp",
    "rotateTenantKey",
  ]) {
    expect((await team.owner.call(name)).error.code, name).toBe("ENDPOINT_NOT_FOUND");
  }
});

test("another's organization and a missing one give the same error", async () => {
  const asked = (organizationId: string) =>
    callers.stranger?.call("listAssets", { organizationId, libraryId: "pictures" });
  expect((await asked(team.organizationId))?.text).toBe((await asked("nowhere"))?.text);
});

test("a member gets LIBRARY_NOT_FOUND for a missing library", async () => {
  const answer = await team.viewer.call("listAssets", {
    organizationId: team.organizationId,
    libraryId: "atlantis",
  });
  expect(answer).toMatchObject({ status: 404, error: { code: "RESOURCE_NOT_FOUND" } });
});

test("a role change takes effect at once", async () => {
  const { organizationId, owner, viewer, accountIds } = team;
  const rename = () =>
    viewer.call("tagAssets", { organizationId, libraryId: "pictures", assetIds: ["x"], tags: ["y"] });
  expect((await rename()).error.code).toBe("FORBIDDEN");
  await owner.call("changeMemberRole", { organizationId, accountId: accountIds.viewer, role: "editor" });
  expect((await rename()).error.code).toBe("RESOURCE_NOT_FOUND");
  await owner.call("changeMemberRole", { organizationId, accountId: accountIds.viewer, role: "viewer" });
  expect((await rename()).error.code).toBe("FORBIDDEN");
});
