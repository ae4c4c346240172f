import type { Mail } from "../../../platform/mail/mailer.ts";

const day = (date: Date) =>
  date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

export function startMail(to: string, claimUrl: string, expiresAt: Date): Mail {
  return {
    to,
    subject: "Your image library is waiting for you",
    text: `Hello,

an agent started an image library with your e-mail address. To keep it, open this link and sign in:

${claimUrl}

It is held until ${day(expiresAt)}. After that the library, its files and its links are removed.

If you know nothing of this, you need not do anything.
`,
  };
}

export function reminderMail(to: string, claimUrl: string, daysLeft: number, expiresAt: Date): Mail {
  const left = daysLeft === 1 ? "1 day" : `${daysLeft} days`;
  return {
    to,
    subject: `Your image library will be removed in ${left}`,
    text: `Hello,

the image library that an agent started with your e-mail address has not been claimed yet. To keep it, open this link
and sign in:

${claimUrl}

It is held until ${day(expiresAt)}. After that the library, its files and its links are removed.
If you don't want it, you need not do anything.
`,
  };
}
