import type { Mail } from "../../../../platform/mail/mailer.ts";

export function invitationMail(
  to: string,
  link: string,
  invitation: { by: string; organization: string; role: string },
): Mail {
  const [by, organization] = [onOneLine(invitation.by), onOneLine(invitation.organization)];
  return {
    to,
    kind: "invitation",
    subject: `${by} invited you to ${organization}`,
    text: `${by} invited you to join ${organization} on Rookery, with the role ${invitation.role}.

To accept, open this link and sign in with this email address:

${link}

The invitation expires in 14 days. If you don't want to join, you can ignore this email.
`,
  };
}

// Other people choose names, which must not pass for the mail's own text.
const onOneLine = (name: string) =>
  name
    .replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, " ")
    .trim()
    .slice(0, 80);
