import { counted } from "./numbers.ts";

/** "1 hour", "7 days": the largest unit that fits. */
function lasting(seconds: number): string {
  if (seconds % 86_400 === 0) return counted(seconds / 86_400, "day");
  if (seconds % 3600 === 0) return counted(seconds / 3600, "hour");
  return seconds % 60 === 0 ? counted(seconds / 60, "minute") : counted(seconds, "second");
}

export const settings = {
  tabs: "Settings",
  general: "General",
  members: "Members",
  keys: "API keys",
  apps: "Apps",
  usage: "Usage",
  audit: "Audit log",
  ownersOnly: "Owners only",
  ownersOnlyLead: "Only owners of this organization can see this page. Ask an owner for what you need.",
  seeMembers: "View members",
  name: "Name",
  nameHint: "Shown here and in emails.",
  nameSaved: "Name saved.",
  address: "Address",
  addressHint:
    "Lowercase letters, digits and hyphens, at most 63 characters. Links, keys and agents that use the old address keep working, and no one else can take it.",
  addressSave: "Change address",
  addressSaved: "Address changed.",
  yourRole: "Your role",
  libraries: "Libraries",
  librariesLead: "Links stay the same when you rename a library.",
  allLibraries: (shown: string) => `Show all ${shown}`,
  libraryActions: (name: string) => `Actions for ${name}`,
  files: (n: number) => counted(n, "file"),
  inTrash: (shown: string) => `${shown} in trash`,
  rename: "Rename",
  renameLibrary: "Rename library",
  deleteLibrary: "Delete library",
  deleteLibraryTitle: (name: string) => `Delete ${name}?`,
  deleteLibraryLead: (files: string) =>
    `Everything in it is permanently deleted: ${files}, their views and tags, its trash, and every link to them. Keys lose access immediately. This can't be undone.`,
  privacy: {
    action: "Privacy",
    badge: "Private",
    title: (name: string) => `Privacy of ${name}`,
    private: "Private library",
    privateHint:
      "Links to its files need a signature and expire. Links that were given out before stop working immediately. Share links keep working.",
    lifetime: "Links work for",
    lifetimeHint:
      "For links that agents and sites get from the API. Links in this app are renewed automatically.",
    lasting,
    save: "Save",
    nowPrivate: (name: string) => `${name} is private.`,
    nowPublic: (name: string) => `${name} is public. Anyone with a link can see its file.`,
  },
  signing: {
    title: "Link signing",
    lead: "Signed links ask for exact sizes, expire, or open files of a private library. This organization's key signs them.",
    ask: "Rotate signing key…",
    question: "Rotate the signing key?",
    what: "New links are signed with a new key. Links that were signed before stop working after the time you choose. Links without a signature keep working.",
    formerLinks: "Links signed before stop working",
    after: (days: number) => (days === 0 ? "Immediately" : `After ${counted(days, "day")}`),
    endAtOnce: "Sites and agents need new links right away. This can't be undone.",
    end: (days: number) =>
      `Sites and agents have ${counted(days, "day")} to get new links. Links from before an earlier rotation stop immediately.`,
    action: "Rotate signing key",
    rotated: (when: string) => `New signing key. Links signed before work until ${when}.`,
    rotatedAtOnce: "New signing key. Links signed before no longer work.",
  },
  libraryDeleted: (name: string) => `${name} was deleted.`,
  leave: "Leave organization",
  leaveLead: "You lose access immediately. Someone has to invite you again to come back.",
  leaveOnlyOwner: "You are the only owner. Make someone else an owner first, or delete the organization.",
  leaveAction: "Leave",
  leaveTitle: (name: string) => `Leave ${name}?`,
  left: (name: string) => `You left ${name}.`,
  remove: "Delete organization",
  removeLead:
    "All libraries with their pictures and files, all keys and members, and all memory of people are permanently deleted. Links stop working immediately. This can't be undone.",
  removeAction: "Delete organization",
  removeTitle: (name: string) => `Delete ${name}?`,
  removed: (name: string) => `${name} was deleted.`,
};

export const members = {
  roles: { owner: "Owner", editor: "Editor", viewer: "Viewer" },
  a: { owner: "an owner", editor: "an editor", viewer: "a viewer" },
  may: {
    owner:
      "Can do everything, including managing members, keys and libraries, and deleting the organization.",
    editor: "Can see everything, and add, tag, describe, move and delete files and memory.",
    viewer: "Can see libraries and memory, but not change them.",
  },
  lead: "Changes take effect immediately.",
  you: "You",
  since: (day: string) => `since ${day}`,
  changeRole: "Change role",
  changeRoleOf: (name: string) => `Change role of ${name}`,
  role: "Role",
  roleChanged: (name: string, role: string) => `${name} is now: ${role}.`,
  onlyOwner: "The only owner. Make someone else an owner before you change this.",
  demoteYourself:
    "You can no longer manage members, keys and libraries. Only another owner can change this back.",
  remove: "Remove",
  removeOf: (name: string) => `Remove ${name}`,
  removeTitle: (name: string) => `Remove ${name}?`,
  removeLead:
    "They lose access immediately. Keys that they created keep working. Change or delete those under API keys.",
  removed: (name: string) => `${name} is no longer a member.`,
  invite: "Invite",
  inviteTitle: "Invite someone",
  inviteLead: "The invitation is for this address only and expires after 14 days.",
  email: "Email address",
  send: "Send invitation",
  invitedTitle: "Invitation created",
  mailSent: (email: string) => `An email with this link is on its way to ${email}.`,
  mailKept: (email: string) =>
    `This server can't send email yet. The message is in the “outbox” folder of its data folder. Share the link with ${email} yourself.`,
  mailFailed: (email: string) => `The email to ${email} couldn't be sent. Share the link yourself.`,
  link: "Invitation link",
  copyLink: "Copy link",
  done: "Done",
  another: "Invite another",
  waiting: "Pending invitations",
  invitedBy: (name: string) => `invited by ${name}`,
  expires: (when: string) => `expires ${when}`,
  withdraw: "Withdraw",
  withdrawOf: (email: string) => `Withdraw the invitation for ${email}`,
  withdrawn: (email: string) => `The invitation for ${email} was withdrawn.`,
  find: "Find a member",
  nobodyFound: "No members found.",
};
