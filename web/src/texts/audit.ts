import type { AuditedOperation } from "../server/operations.ts";
import { counted } from "./numbers.ts";

/** What an entry of the audit log is about, with the names that are known for it now. */
export interface EntryParts {
  name: string;
  slug: string;
  email: string;
  role: string;
  member: string;
  key: string;
  library: string;
  /** The library that files were moved to. */
  target: string;
  /** How many files. */
  n: number;
  /** The name of a file, if it is recorded. */
  file: string;
  tags: string;
}

const files = ({ n, file }: EntryParts): string => {
  if (n !== 1) return counted(n, "file");
  return file === "" ? "a file" : `“${file}”`;
};

/** What a share link shows: chosen files, those with a tag, or all. */
const shared = (it: EntryParts): string => {
  if (it.n > 0) return files(it);
  return it.tags === "" ? "all files" : `the files tagged ${it.tags}`;
};

/** An audited operation without a sentence is a type error. */
const sentences = (all: Record<AuditedOperation, (it: EntryParts) => string>) => all;

export const auditTexts = {
  lead: "Who did what, and where. Entries are kept for a year.",
  filters: "Filters",
  who: "Who",
  anybody: "Anyone",
  members: "Members",
  keys: "Keys",
  what: "What",
  anything: "Anything",
  transport: "Via",
  anyTransport: "Any",
  from: "From",
  until: "Until",
  clear: "Clear filters",
  more: "Load older entries",
  end: "End of the log.",
  emptyTitle: "Nothing yet",
  empty: "Changes by people, keys and the operator are recorded here.",
  noneTitle: "No matching entries",
  none: "No entries match these filters.",
  operation: "Operation",
  request: "Request",
  files: "Files",
  moreFiles: (n: number) => `and ${counted(n, "more file")}`,
  at: "Time",
  actorId: "Actor ID",
  operator: "The operator",
  somebody: "Someone",
  key: (name: string) => `The key “${name}”`,
  theKey: (name: string) => `the key “${name}”`,
  transports: {
    rest: "over REST",
    graphql: "over GraphQL",
    mcp: "over MCP",
    memory: "over the memory API",
    app: "in the app",
    cli: "on the command line",
    job: "in the background",
  },
  today: "Today",
  yesterday: "Yesterday",
  aKey: "a deleted key",
  aMember: "a former member",
  aLibrary: "a library",
  /** What was done, after the name of who did it. */
  did: sentences({
    startWithoutAccount: (it) => `started without an account, for ${it.email}`,
    createMyOrganization: (it) => `created the organization “${it.name}”`,
    createOrganization: (it) => `created the organization “${it.name}”`,
    claimOrganization: () => "claimed this organization",
    renameOrganization: (it) => `renamed the organization to “${it.name}”`,
    changeOrganizationSlug: (it) => `changed the address to “${it.slug}”`,
    limitOrganization: () => "changed the limits",
    inviteMember: (it) => `invited ${it.email} as ${it.role}`,
    withdrawInvitation: () => "withdrew an invitation",
    acceptInvitation: (it) => `joined as ${it.role}`,
    declineInvitation: () => "declined an invitation",
    changeMemberRole: (it) => `made ${it.member} ${it.role}`,
    removeMember: (it) => `removed ${it.member}`,
    leaveOrganization: () => "left the organization",
    createLibrary: (it) => `created the library “${it.name}”`,
    addLibraryToOrganization: (it) => `created the library “${it.name}”`,
    renameLibrary: (it) => `renamed the library “${it.slug}” to “${it.name}”`,
    deleteLibrary: (it) => `deleted the library “${it.slug}”`,
    uploadAssets: (it) => `added ${files(it)} to ${it.library}`,
    replaceAssetFile: (it) => `replaced a file in ${it.library} by “${it.name}”`,
    rotateLinkKey: () => "changed the key that signs links",
    renameAsset: (it) => `renamed a file in ${it.library} to “${it.name}”`,
    updateAssetDescription: (it) => `described a file in ${it.library}`,
    tagAssets: (it) => `tagged ${files(it)} in ${it.library} with ${it.tags}`,
    untagAssets: (it) => `removed ${it.tags} from ${files(it)} in ${it.library}`,
    transferAssets: (it) => `moved ${files(it)} from ${it.library} to ${it.target}`,
    deleteAssets: (it) => `moved ${files(it)} in ${it.library} to the trash`,
    restoreAssets: (it) => `restored ${files(it)} in ${it.library}`,
    purgeAssets: (it) => `permanently deleted ${files(it)} from ${it.library}`,
    emptyTrash: (it) => `emptied the trash of ${it.library}: ${files(it)}`,
    createShareLink: (it) => `shared ${shared(it)} in ${it.library} by a link`,
    revokeShareLink: (it) => `revoked a share link of ${it.library}`,
    createKey: (it) => `created the key “${it.name}”`,
    grantKey: (it) => `changed the access of ${it.key}`,
    renameKey: (it) => `renamed ${it.key}`,
    regenerateKey: (it) => `regenerated ${it.key}`,
    revealKey: (it) => `revealed ${it.key}`,
    deleteKey: (it) => `deleted ${it.key}`,
    reportLeakedKey: (it) => `reported that the key “${it.name}” is public`,
    createApiKey: (it) => `created the memory key “${it.name}”`,
    rotateApiKey: (it) => `rotated ${it.key}`,
    revokeApiKey: (it) => `revoked ${it.key}`,
    updateTenant: () => "changed the memory settings",
    deleteTenant: () => "erased all memory",
    rotateTenantKey: () => "rotated the memory encryption key",
    eraseUser: () => "erased a person from memory",
    exportUser: () => "exported what is known about a person",
    deleteConversation: () => "deleted a conversation",
    forgetInteraction: () => "deleted an exchange from memory",
    createFact: () => "added a fact",
    correctFact: () => "corrected a fact",
    forgetFact: () => "deleted a fact",
    forgetForPerson: () => "made memory forget something about a person",
    getWebhookSecret: () => "revealed the webhook secret",
    rotateWebhookSecret: () => "rotated the webhook secret",
    createWebhookEndpoint: () => "added a webhook",
    updateWebhookEndpoint: () => "changed a webhook",
    deleteWebhookEndpoint: () => "removed a webhook",
    getWebhookEndpointSecret: () => "revealed the secret of a webhook",
    rotateWebhookEndpointSecret: () => "rotated the secret of a webhook",
    setOrganizationWebhook: () => "changed the webhook",
    revealOrganizationWebhookSecret: () => "revealed the webhook secret",
    rotateOrganizationWebhookSecret: () => "rotated the webhook secret",
    removeOrganizationWebhook: () => "removed the webhook",
  }),
  /** The same, as options of a filter. */
  actions: {
    startWithoutAccount: "Started without an account",
    createMyOrganization: "Organization created",
    createOrganization: "Organization created by the operator",
    claimOrganization: "Organization claimed",
    renameOrganization: "Organization renamed",
    changeOrganizationSlug: "Address changed",
    limitOrganization: "Limits changed",
    inviteMember: "Invitation sent",
    withdrawInvitation: "Invitation withdrawn",
    acceptInvitation: "Member joined",
    declineInvitation: "Invitation declined",
    changeMemberRole: "Role changed",
    removeMember: "Member removed",
    leaveOrganization: "Member left",
    createLibrary: "Library created",
    addLibraryToOrganization: "Library created by the operator",
    renameLibrary: "Library renamed",
    deleteLibrary: "Library deleted",
    uploadAssets: "Files added",
    replaceAssetFile: "File replaced",
    rotateLinkKey: "Link key changed",
    renameAsset: "File renamed",
    updateAssetDescription: "Description changed",
    tagAssets: "Files tagged",
    untagAssets: "Tags removed",
    transferAssets: "Files moved",
    deleteAssets: "Files moved to trash",
    restoreAssets: "Files restored",
    purgeAssets: "Files permanently deleted",
    emptyTrash: "Trash emptied",
    createShareLink: "Created a share link",
    revokeShareLink: "Revoked a share link",
    createKey: "Key created",
    grantKey: "Key access changed",
    renameKey: "Key renamed",
    regenerateKey: "Key regenerated",
    revealKey: "Key revealed",
    deleteKey: "Key deleted",
    reportLeakedKey: "Public key reported",
    createApiKey: "Memory key created",
    rotateApiKey: "Memory key rotated",
    revokeApiKey: "Memory key revoked",
    updateTenant: "Memory settings changed",
    deleteTenant: "All memory erased",
    rotateTenantKey: "Memory encryption key rotated",
    eraseUser: "Person erased",
    exportUser: "Person exported",
    deleteConversation: "Conversation deleted",
    forgetInteraction: "Exchange deleted",
    createFact: "Fact added",
    correctFact: "Fact corrected",
    forgetFact: "Fact deleted",
    forgetForPerson: "Something about a person forgotten",
    getWebhookSecret: "Webhook secret revealed over the memory API",
    rotateWebhookSecret: "Webhook secret rotated over the memory API",
    createWebhookEndpoint: "Webhook added",
    updateWebhookEndpoint: "One of several webhooks changed",
    deleteWebhookEndpoint: "One of several webhooks removed",
    getWebhookEndpointSecret: "Secret of one of several webhooks revealed",
    rotateWebhookEndpointSecret: "Secret of one of several webhooks rotated",
    setOrganizationWebhook: "Webhook changed",
    revealOrganizationWebhookSecret: "Webhook secret revealed",
    rotateOrganizationWebhookSecret: "Webhook secret rotated",
    removeOrganizationWebhook: "Webhook removed",
  } satisfies Record<AuditedOperation, string>,
};
