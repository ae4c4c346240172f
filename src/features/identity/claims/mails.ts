import type { Mail } from "../../../platform/mail/mailer.ts";

const day = (date: Date) =>
  date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

export function startMail(to: string, claimUrl: string, expiresAt: Date): Mail {
  return {
    to,
    kind: "claim",
    subject: "Your image library is ready to claim",
    text: `An AI agent created an image library for you. To keep it, open this link and sign in:

${claimUrl}

Claim it by ${day(expiresAt)}. After that, the library with its files and links is deleted.

If you weren't expecting this email, you can ignore it.
`,
  };
}

export function reminderMail(to: string, claimUrl: string, daysLeft: number, expiresAt: Date): Mail {
  const left = daysLeft === 1 ? "1 day" : `${daysLeft} days`;
  return {
    to,
    kind: "reminder",
    subject: `Your image library will be deleted in ${left}`,
    text: `You haven't claimed the image library that an AI agent created for you. To keep it, open this link and sign in:

${claimUrl}

Claim it by ${day(expiresAt)}. After that, the library with its files and links is deleted.

If you don't want to keep it, you can ignore this email.
`,
  };
}
