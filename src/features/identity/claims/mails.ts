import type { Mail } from "../../../platform/mail/mailer.ts";

/** What an agent started for a person. */
export type Started = "image library" | "agent memory";

interface Waiting {
  what: Started;
  claimUrl: string;
  expiresAt: Date;
}

const day = (date: Date) =>
  date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

const deletedAfter = ({ what, expiresAt }: Waiting) =>
  `Claim it by ${day(expiresAt)}. After that, ${
    what === "image library"
      ? "the library with its files and links is deleted"
      : "the memory with everything in it is deleted"
  }.`;

export function startMail(to: string, waiting: Waiting): Mail {
  const { what, claimUrl } = waiting;
  return {
    to,
    kind: "claim",
    byStranger: true,
    subject: `Your ${what} is ready to claim`,
    text: `An AI agent created an ${what} for you. To keep it, open this link and sign in:

${claimUrl}

${deletedAfter(waiting)}

If you weren't expecting this email, you can ignore it.
`,
  };
}

export function reminderMail(to: string, waiting: Waiting & { daysLeft: number }): Mail {
  const { what, claimUrl, daysLeft } = waiting;
  const left = daysLeft === 1 ? "1 day" : `${daysLeft} days`;
  return {
    to,
    kind: "reminder",
    subject: `Your ${what} will be deleted in ${left}`,
    text: `You haven't claimed the ${what} that an AI agent created for you. To keep it, open this link and sign in:

${claimUrl}

${deletedAfter(waiting)}

If you don't want to keep it, you can ignore this email.
`,
  };
}

/** For the owner of an address with which somebody tried to register a second tenant. */
export function takenMail(to: string, link: { claimUrl: string } | { signInUrl: string }): Mail {
  const next =
    "claimUrl" in link
      ? `One already exists, and nobody has claimed it. To make it yours, open this link and sign in:

${link.claimUrl}`
      : `One already exists. To see its keys, sign in:

${link.signInUrl}`;
  return {
    to,
    kind: "claim",
    byStranger: true,
    subject: "Someone tried to register your email address",
    text: `Someone tried to create an agent memory with your email address. ${next}

If it wasn't you, you can ignore this email. Nothing was created.
`,
  };
}
