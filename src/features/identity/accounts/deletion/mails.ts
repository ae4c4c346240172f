import type { Mail } from "../../../../platform/mail/mailer.ts";

export function accountDeletedMail(to: string, publicUrl: string): Mail {
  return {
    to,
    kind: "account-deleted",
    subject: "Your account was deleted",
    text: `Your account at ${publicUrl} was deleted, as you asked. You are signed out everywhere, and your passkeys and connected apps no
longer work.

If it wasn't you, tell the person who runs this server at once.
`,
  };
}

export function newOwnerMail(to: string, organization: string, link: string): Mail {
  const name = organization.replace(/\s+/g, " ").slice(0, 80);
  return {
    to,
    kind: "new-owner",
    subject: `You are now an owner of ${name}`,
    text: `The last owner of ${name} deleted their account and made you an owner. You can now manage its members, keys and
settings:

${link}
`,
  };
}
