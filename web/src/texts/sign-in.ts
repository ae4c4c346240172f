import { counted } from "./numbers.ts";

export const signIn = {
  title: "Sign in to Rookery",
  lead: "A home for what AI agents keep for you: pictures and memory.",
  email: "Email address",
  send: "Email me a link",
  passkey: "Sign in with a passkey",
  noPasskeyUsed: "No passkey was used. Try again, or sign in by email.",
  agent: "Are you an agent, or building one?",
  agentLead: "Create a library with just an email address. No account needed:",
  docs: "API reference",
  sentTitle: "Check your email",
  sent: (email: string) =>
    `We sent a link and a 6-digit code to ${email}. Both are valid for 10 minutes. The code works only in this browser.`,
  kept: "This server can't send email yet. The message is in the “outbox” folder of its data folder.",
  code: "6-digit code",
  enter: "Sign in",
  another: "Use a different address",
  finishing: "Signing you in…",
  linkFailed: "This link didn't work",
  askedElsewhere: (email: string) => `Sign in as ${email}?`,
  askedElsewhereHint:
    "This link was requested in another browser. If you didn't request it, close this page.",
  askAgain: "Request a new email",
  somebodyElse: "Sign in as someone else",
};

export const claim = {
  title: "Claim",
  titleOf: (name: string) => `Claim ${name}`,
  waits: "Ready to claim",
  nameless: "Created by an agent",
  assets: (n: number) => (n === 0 ? "No files yet." : `${counted(n, "file")}.`),
  users: (n: number) => `Memory of ${counted(n, "person", "people")}.`,
  until: (day: string) => `Kept until ${day}, then deleted unless it is claimed.`,
  pictures: "Newest pictures",
  more: (n: string) => `${n} more`,
  signIn: "Sign in to claim it",
  take: (email: string) => `Claim for ${email}`,
  notYou: "Not you?",
  yours: "It's yours now.",
  claimedTitle: "Already claimed",
  claimed: "If it was you, open it. If it was someone else, ask them for an invitation.",
  taken: "Someone else has claimed this. Ask them for an invitation.",
  signInToSee: "Sign in to open it",
  open: "Open",
  signedInAs: (email: string) => `You're signed in as ${email}.`,
  expiredTitle: "This link has expired",
  expired:
    "Nobody claimed it in time, so it was deleted. Ask your agent, or whoever sent you the link, to start again.",
  nowhereTitle: "Link not found",
};

export const invitation = {
  title: "You're invited",
  titleTo: (organization: string) => `You're invited to ${organization}`,
  lead: (by: string | null, email: string) => `${by ?? "An owner"} invited ${email}.`,
  roles: {
    viewer: "As a viewer, you can see everything.",
    editor: "As an editor, you can see, add and organize everything.",
    owner: "As an owner, you can do everything, including managing members, keys and settings.",
  },
  signInLead: "Sign in with the email address that the invitation was sent to.",
  signIn: "Sign in to view it",
  accept: "Accept",
  decline: "Decline",
  accepted: (organization: string) => `You're now a member of ${organization}.`,
  declined: (organization: string) => `You declined the invitation to ${organization}.`,
  notWaitingTitle: "Invitation not found",
  notWaiting: (email: string) =>
    `There is no open invitation for ${email} at this link. It may be for another of your addresses, or it was answered, withdrawn or has expired.`,
  anotherAddress: "Sign in with a different address",
  yours: "Your organizations",
};

export const welcome = {
  title: "Welcome to Rookery",
  lead: (library: string) =>
    `Your library “${library}” is ready. Drop pictures on this page, or have your agents and programs add them.`,
  keyTitle: "A key for your agents",
  keyLead: (library: string) => `Anyone who has it can see, add and change files in “${library}”.`,
  createKey: "Create a key",
  keyName: "First key",
  key: "API key, shown only once",
  keyShown:
    "Store it where your programs can read it. You can create more keys, or delete this one, under API keys.",
  ownersMakeKeys: "Only owners can create keys. Ask an owner of this organization for one.",
  useTitle: "Use it",
  useLead: "Replace pk_… with your key.",
  useLeadFilled: "The examples already contain your new key.",
  go: "Go to my pictures",
  uploadByCurl: "Upload a picture",
  searchByCurl: "Find pictures",
  rememberByCurl: "Remember a person",
  recallByCurl: "Recall what is known about a person",
  listUsersByCurl: "List remembered people",
  claudeCode: "MCP: Claude Code",
  mcpClient: "MCP: other clients",
  graphql: "GraphQL",
};
