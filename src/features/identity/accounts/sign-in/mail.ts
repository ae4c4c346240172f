import type { Mail } from "../../../../platform/mail/mailer.ts";

export function signInMail(to: string, link: string, code: string): Mail {
  return {
    to,
    subject: `Your code is ${code}`,
    text: `Hello,

to sign in, open this link:

${link}

or type this code in the browser where you asked for it:

${code}

Both work once, within 10 minutes. If you did not ask for this, you need not do anything.
`,
  };
}
