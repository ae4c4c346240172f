import type { Mail } from "../../../../platform/mail/mailer.ts";

export function invitationMail(
  to: string,
  link: string,
  invitation: { by: string; organization: string; role: string },
): Mail {
  const [by, organization] = [onOneLine(invitation.by), onOneLine(invitation.organization)];
  return {
    to,
    subject: `${by} invites you to ${organization}`,
    text: `Hello,

${by} invites you to ${organization}, as its ${invitation.role}. To accept, open this link and sign in
with this e-mail address:

${link}

The invitation holds for 14 days. If you don't want it, you need not do anything.
`,
  };
}

// Names are other people's words: they must not look like the mail's own.
const onOneLine = (name: string) =>
  name
    .replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, " ")
    .trim()
    .slice(0, 80);
