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
