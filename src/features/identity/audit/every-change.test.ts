import { expect, test } from "vitest";
import { isPureRead } from "../../../../test/support/pure-reads.ts";
import { operations } from "../../../main/registry.ts";

/** Operations that change something and are not written down, and why. */
const unwritten: Record<string, string> = {
  renameAccount: "of the person, not of an organization",
  revokeSession: "of the person, not of an organization",
  revokeOtherSessions: "of the person, not of an organization",
  deleteOrganization: "its log goes with it; the server's own log tells of it",
  createUpload: "hands out an address; the upload to it is written down",
  registerTenant: "anybody may; who claims what came of it is written down",
  createUser: "what agents do all day, and ids of memory",
  updateUser: "what agents do all day, and ids of memory",
  createConversation: "what agents do all day, and ids of memory",
  updateConversation: "what agents do all day, and ids of memory",
  ingestMemory: "what agents do all day, and ids of memory",
  flushMemory: "changes where words lie, not what is kept",
  rememberExchange: "what agents do all day, and ids of memory",
  redeliverWebhook: "the list of deliveries tells of it",
  redeliverToOrganization: "the list of deliveries tells of it",
};

test("every operation that changes something is written down, or stands here with the reason", () => {
  const lacking = operations.filter((operation) => !operation.audit && !isPureRead(operation));
  expect(lacking.map(({ name }) => name).toSorted()).toEqual(Object.keys(unwritten).toSorted());
});

test("whatever shows a secret is written down", () => {
  const shown = operations.filter(({ name }) => /^(reveal|get)[A-Za-z]*(Key|Secret)$/.test(name));
  expect(shown.map(({ name }) => name)).toEqual([
    "revealKey",
    "getWebhookSecret",
    "revealOrganizationWebhookSecret",
  ]);
  for (const { name, audit } of shown) expect(audit, name).toBeDefined();
});
