import { reportLeakedKey } from "../../features/identity/keys/leaks/operations.ts";
import {
  createKey,
  deleteKey,
  grantKey,
  listKeys,
  regenerateKey,
  renameKey,
} from "../../features/identity/keys/operations.ts";
import { createOrganization } from "../../features/identity/organizations/operations/create.ts";
import { limitOrganization } from "../../features/identity/organizations/operations/limit.ts";
import { listOrganizations } from "../../features/identity/organizations/operations/list.ts";
import {
  addLibraryToOrganization,
  listOrganizationLibraries,
} from "../../features/library/libraries/operations/operator.ts";
import { rotateTenantKey } from "../../features/memory/lifecycle/operations/rotate-tenant-key.ts";
import {
  getOrganizationWebhook,
  listOrganizationDeliveries,
  redeliverToOrganization,
  removeOrganizationWebhook,
  revealOrganizationWebhookSecret,
  rotateOrganizationWebhookSecret,
  sendTestEvent,
  setOrganizationWebhook,
} from "../../features/webhooks/operations.ts";
import { appCommands } from "./app-commands.ts";
import { type Command, text, texts, type Values } from "./command.ts";

/** Every operator command: an operation, and how the command line gives its input. */
export const commands: readonly Command[] = [
  {
    name: ["org", "create"],
    usage: "--name NAME [--slug SLUG]",
    operation: createOrganization,
    positionals: [],
    options: { name: text, slug: text },
    input: ({ name, slug }) => ({ name, slug }),
  },
  {
    name: ["org", "list"],
    usage: "",
    operation: listOrganizations,
    positionals: [],
    options: {},
    input: () => ({}),
  },
  {
    name: ["org", "limit"],
    usage: "ORG [--libraries N] [--storage-mb N]",
    operation: limitOrganization,
    positionals: ["organizationId"],
    options: { libraries: text, "storage-mb": text },
    input: (values) => ({
      librariesMax: number(values.libraries),
      storageMbMax: number(values["storage-mb"]),
    }),
  },
  {
    name: ["library", "create"],
    usage: "ORG --name NAME [--slug SLUG]",
    operation: addLibraryToOrganization,
    positionals: ["organizationId"],
    options: { name: text, slug: text },
    input: ({ name, slug }) => ({ name, slug }),
  },
  {
    name: ["library", "list"],
    usage: "ORG",
    operation: listOrganizationLibraries,
    positionals: ["organizationId"],
    options: {},
    input: () => ({}),
  },
  {
    name: ["tenant", "rotate-key"],
    usage: "ORG",
    operation: rotateTenantKey,
    positionals: ["organizationId"],
    options: {},
    input: () => ({}),
  },
  {
    name: ["key", "create"],
    usage:
      "ORG --name NAME [--library SLUG:read|write]… [--all-libraries read|write] [--scope SCOPE]… [--expires TIME]",
    operation: createKey,
    positionals: ["organizationId"],
    options: { name: text, library: texts, "all-libraries": text, scope: texts, expires: text },
    input: ({ name, library, "all-libraries": allLibraries, scope, expires }) => ({
      name,
      libraries: grants(library),
      allLibraries,
      scopes: scope,
      expiresAt: expires,
    }),
  },
  {
    name: ["key", "list"],
    usage: "ORG",
    operation: listKeys,
    positionals: ["organizationId"],
    options: {},
    input: () => ({}),
  },
  {
    name: ["key", "grant"],
    usage: "ORG KEY [--library SLUG:read|write]… [--all-libraries read|write|none] [--scope SCOPE]…",
    operation: grantKey,
    positionals: ["organizationId", "keyId"],
    options: { library: texts, "all-libraries": text, scope: texts },
    // `--scope ''` removes all scopes. Without `--scope` they stay as they are.
    input: ({ library, "all-libraries": allLibraries, scope }) => ({
      libraries: grants(library),
      allLibraries: allLibraries === "none" ? null : allLibraries,
      scopes: (scope as string[] | undefined)?.filter((name) => name !== ""),
    }),
  },
  {
    name: ["key", "rename"],
    usage: "ORG KEY --name NAME",
    operation: renameKey,
    positionals: ["organizationId", "keyId"],
    options: { name: text },
    input: ({ name }) => ({ name }),
  },
  {
    name: ["key", "regenerate"],
    usage: "ORG KEY",
    operation: regenerateKey,
    positionals: ["organizationId", "keyId"],
    options: {},
    input: () => ({}),
  },
  {
    name: ["key", "delete"],
    usage: "ORG KEY",
    operation: deleteKey,
    positionals: ["organizationId", "keyId"],
    options: {},
    input: () => ({}),
  },
  {
    name: ["key", "leaked"],
    usage: "TOKEN [--url URL]",
    operation: reportLeakedKey,
    positionals: ["token"],
    options: { url: text },
    input: ({ url }) => ({ url }),
  },
  ...appCommands,
  {
    name: ["webhook", "set"],
    usage: "ORG [--url URL] [--event EVENT]…",
    operation: setOrganizationWebhook,
    positionals: ["organizationId"],
    options: { url: text, event: texts },
    input: ({ url, event }) => ({ url, events: event }),
  },
  {
    name: ["webhook", "show"],
    usage: "ORG",
    operation: getOrganizationWebhook,
    positionals: ["organizationId"],
    options: {},
    input: () => ({}),
  },
  {
    name: ["webhook", "secret"],
    usage: "ORG",
    operation: revealOrganizationWebhookSecret,
    positionals: ["organizationId"],
    options: {},
    input: () => ({}),
  },
  {
    name: ["webhook", "rotate"],
    usage: "ORG",
    operation: rotateOrganizationWebhookSecret,
    positionals: ["organizationId"],
    options: {},
    input: () => ({}),
  },
  {
    name: ["webhook", "remove"],
    usage: "ORG",
    operation: removeOrganizationWebhook,
    positionals: ["organizationId"],
    options: {},
    input: () => ({}),
  },
  {
    name: ["webhook", "deliveries"],
    usage: "ORG [--event EVENT] [--status STATUS] [--limit N] [--offset N]",
    operation: listOrganizationDeliveries,
    positionals: ["organizationId"],
    options: { event: text, status: text, limit: text, offset: text },
    input: ({ event, status, limit, offset }) => ({
      event,
      status,
      limit: number(limit),
      offset: number(offset),
    }),
  },
  {
    name: ["webhook", "test"],
    usage: "ORG",
    operation: sendTestEvent,
    positionals: ["organizationId"],
    options: {},
    input: () => ({}),
  },
  {
    name: ["webhook", "redeliver"],
    usage: "ORG DELIVERY",
    operation: redeliverToOrganization,
    positionals: ["organizationId", "deliveryId"],
    options: {},
    input: () => ({}),
  },
];

const number = (value: Values[string]) => (value === undefined ? undefined : Number(value));

/** `["barcelona:write"]` → `{barcelona: "write"}`. */
function grants(value: Values[string]): Record<string, string> {
  return Object.fromEntries(
    [value ?? []].flat().map((grant) => String(grant).split(":", 2) as [string, string]),
  );
}
