import { expect, test } from "vitest";
import { isPureRead } from "../../../../test/support/pure-reads.ts";
import { operations } from "../../../main/registry.ts";

/** Operations that change something and leave no audit entry, with the reason. */
const unaudited: Record<string, string> = {
  renameAccount: "changes the account, not an organization",
  deleteAccount: "writes an entry into the log of each organization that is left",
  decideOnDevice: "confirms a connection that connectApp has logged",
  revokeSession: "changes the account, not an organization",
  revokeOtherSessions: "changes the account, not an organization",
  registerApp: "belongs to no organization; only the operator's command line has it",
  removeRegisteredApp: "belongs to no organization; only the operator's command line has it",
  deleteOrganization: "the audit log is deleted too; the server logs it",
  createUpload: "only returns an upload URL; the upload is audited",
  startResumableUpload: "only reserves storage; the upload is audited",
  registerTenant: "needs no account; the claim is audited",
  createUser: "everyday traffic of agents, with ids of people in memory",
  updateUser: "everyday traffic of agents, with ids of people in memory",
  createConversation: "everyday traffic of agents, with ids of people in memory",
  updateConversation: "everyday traffic of agents, with ids of people in memory",
  ingestMemory: "everyday traffic of agents, with ids of people in memory",
  importMemory: "a way to store many exchanges, with ids of people in memory",
  ingestBatch: "everyday traffic of agents, with ids of people in memory",
  flushMemory: "changes where words are stored, not what is stored",
  rememberExchange: "everyday traffic of agents, with ids of people in memory",
  testWebhookEndpoint: "shown in the list of deliveries",
  redeliverWebhook: "shown in the list of deliveries",
  sendTestEvent: "shown in the list of deliveries",
  redeliverToOrganization: "shown in the list of deliveries",
};

test("every operation that changes something is audited or listed here with a reason", () => {
  const lacking = operations.filter((operation) => !operation.audit && !isPureRead(operation));
  expect(lacking.map(({ name }) => name).toSorted()).toEqual(Object.keys(unaudited).toSorted());
});

test("every operation that reveals a secret is audited", () => {
  const shown = operations.filter(({ name }) => /^(reveal|get)[A-Za-z]*(Key|Secret)$/.test(name));
  expect(shown.map(({ name }) => name)).toEqual([
    "revealKey",
    "getWebhookSecret",
    "getWebhookEndpointSecret",
    "revealOrganizationWebhookSecret",
  ]);
  for (const { name, audit } of shown) expect(audit, name).toBeDefined();
});
