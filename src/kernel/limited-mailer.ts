import type { Logger } from "pino";
import type { Config } from "../platform/config.ts";
import type { Mailer } from "../platform/mail/mailer.ts";
import { Failure } from "./failure.ts";
import type { RateLimits } from "./rate-limits.ts";

// Strangers may cause most mails, but not those that let people in who were here before.
const strangersShare = 0.8;
const hourSeconds = 3600;

/** A mailer that sends at most `MAILS_PER_HOUR` from all processes together. */
export function limitedMailer(
  mailer: Mailer,
  { spendFrom }: RateLimits,
  log: Pick<Logger, "warn">,
  { mailsPerHour }: Pick<Config, "mailsPerHour">,
): Mailer {
  if (mailsPerHour === 0) return mailer;
  return {
    ...mailer,
    async send(mail) {
      try {
        if (mail.byStranger) {
          const max = Math.max(1, Math.floor(mailsPerHour * strangersShare));
          await spendFrom("mails of strangers", max, hourSeconds);
        }
        await spendFrom("mails", mailsPerHour, hourSeconds);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        log.warn({ mail: mail.kind }, "a mail was not sent: MAILS_PER_HOUR is used up");
        return "failed";
      }
      return mailer.send(mail);
    },
  };
}
