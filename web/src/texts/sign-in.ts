import { counted } from "./numbers.ts";

export const signIn = {
  title: "Sign in to Rookery",
  lead: "Pictures and memory that AI agents keep for you.",
  email: "Email address",
  send: "Email me a link",
  passkey: "Sign in with a passkey",
  noPasskeyUsed: "No passkey was used. Try again, or sign in by email.",
  singleSignOn: (name: string) => `Sign in with ${name}`,
  singleSignOnProblems: {
    expired: "This sign-in has expired, or it was started in another browser. Start again here.",
    cancelled: "You cancelled the sign-in. Try again, or sign in by email.",
    unverified:
      "Your email address isn't verified there. Verify it with your organization, or sign in by email here.",
    closed: "This server has no account for your address. Ask an owner of an organization to invite you.",
    down: "The sign-in of your organization can't be reached. Try again in a minute, or sign in by email.",
    unavailable: "This server can't sign you in at the moment. Try again in a minute.",
    refused:
      "The sign-in couldn't be completed. Try again. If it keeps failing, ask the person who runs this server to look at its log.",
  },
  agent: "Are you an agent, or building one?",
  agentLead: "Create a library with just an email address. No account needed:",
  guides: "Guides",
  docs: "API reference",
  sentTitle: "Check your email",
  sent: (email: string) =>
    `We sent a link and a 6-digit code to ${email}. Both are valid for 10 minutes. The code works only in this browser.`,
  keptTitle: "Get your code",
  kept: (email: string) =>
    `This server can't send email yet. The message to ${email} with a link and a 6-digit code is in the “outbox” folder of its data folder. Both are valid for 10 minutes. The code works only in this browser.`,
  code: "6-digit code",
  enter: "Sign in",
  another: "Use a different address",
  nameTitle: "What's your name?",
  nameLead:
    "People in your organizations see it, and it is shown beside what you upload. You can change it at any time.",
  name: "Name",
  continue: "Continue",
  skipName: "Skip",
  finishing: "Signing you in…",
  linkFailed: "Couldn't sign you in",
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
  claimed: "If you claimed it, open it. Otherwise, ask the owner for an invitation.",
  taken: "Someone else has already claimed this. Ask them for an invitation.",
  signInToSee: "Sign in to open it",
  open: "Open",
  signedInAs: (email: string) => `You're signed in as ${email}.`,
  expiredTitle: "This link has expired",
  expired:
    "It wasn't claimed in time, so it was deleted. Ask your agent or the person who sent you the link to start again.",
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
    `There is no open invitation for ${email} at this link. It may have been sent to a different address, or it was already answered, withdrawn or has expired.`,
  anotherAddress: "Sign in with a different address",
  yours: "Your organizations",
};

export const welcome = {
  title: "Welcome to Rookery",
  lead: (library: string) =>
    `Your library “${library}” is ready. Drop pictures on this page, or let your agents and apps add them.`,
  keyTitle: "A key for your agents",
  keyLead: (library: string) => `Anyone with this key can view, add and change files in “${library}”.`,
  createKey: "Create a key",
  keyName: "First key",
  key: "API key, shown only once",
  keyShown: "Store it somewhere safe. You can create more keys, or delete this one, under API keys.",
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
