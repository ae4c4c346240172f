import type { Mail } from "../../../../platform/mail/mailer.ts";

export function signInMail(to: string, link: string, code: string): Mail {
  return {
    to,
    kind: "sign-in",
    subject: `${code} is your sign-in code`,
    text: `Sign in to Rookery with this link:

${link}

Or enter this code in the browser where you requested it:

${code}

The link and the code expire in 10 minutes and can be used once. If you didn't request this email, you can ignore it.
`,
  };
}

/** Without a link: the address has no account, and `SIGN_UP` lets it have none. */
export function noAccountMail(to: string, publicUrl: string, byStranger: boolean): Mail {
  return {
    to,
    kind: "no-account",
    byStranger,
    subject: "There is no account for this address",
    text: `Someone, probably you, tried to sign in to Rookery at ${publicUrl} with this email address. It has no account here, and
new accounts need an invitation. Ask an owner of an organization to invite you, or sign in with another address.

If you didn't request this email, you can ignore it.
`,
  };
}
