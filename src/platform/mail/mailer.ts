import { randomBytes } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Transporter } from "nodemailer";
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";

export interface Mail {
  to: string;
  /** What it is about. The log names this, because subjects may hold codes. */
  kind:
    | "sign-in"
    | "claim"
    | "reminder"
    | "invitation"
    | "no-account"
    | "leaked-key"
    | "approval"
    | "account-deleted"
    | "new-owner";
  /** Whoever caused it may be anybody. Such mails may not use up the server's whole hour. */
  byStranger?: boolean;
  subject: string;
  /** Plain text with its line breaks. */
  text: string;
}

export interface Mailer {
  /** "sent" to the mail server, "kept" in the outbox when there is no mail server, or "failed". Never throws. */
  send(mail: Mail): Promise<"sent" | "kept" | "failed">;
  close(): void;
}

// Callers wait for the answer, so a hanging mail server must not delay it for long.
const timeoutMs = 10_000;

/** Shows a mail that no mail server takes to the operator, and the file that it was written to. */
export type ShowMail = (mail: Mail, path: string) => void;

/** Sends mail by `SMTP_URL`. Without it, writes `.eml` files to the data folder's `outbox/` and logs a line. */
export function openMailer(
  { smtpUrl, mailFrom, dataDir }: Config,
  clock: Clock,
  log: Logger,
  show?: ShowMail,
): Mailer {
  return smtpUrl === undefined
    ? outboxMailer(join(dataDir, "outbox"), mailFrom, clock, log, show)
    : smtpMailer(smtpUrl, mailFrom, log);
}

function smtpMailer(url: string, from: string, log: Logger): Mailer {
  let opened: Promise<Transporter> | undefined;
  const open = async () => {
    const { createTransport } = await nodemailer();
    return createTransport({
      url,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
    });
  };
  return {
    async send(mail) {
      try {
        opened ??= open();
        await (await opened).sendMail({ from, ...mail });
        return "sent";
      } catch (error) {
        log.error({ err: error, mail: mail.kind }, "the mail server refused a mail");
        return "failed";
      }
    },
    close: () => void opened?.then((transport) => transport.close()),
  };
}

// Loaded with the first mail: it takes megabytes, and mails are rare.
const nodemailer = () => import("nodemailer");

/** The message with its text unencoded, because people open these files and copy links from them. */
function readable(message: Buffer, text: string): string {
  const [headers = ""] = message.toString().split("\r\n\r\n", 1);
  const plain = headers.replace(/^(Content-Transfer-Encoding:).*$/im, "$1 8bit");
  return `${plain}\r\n\r\n${text.replace(/\r?\n/g, "\r\n")}`;
}

function outboxMailer(
  folder: string,
  from: string,
  clock: Clock,
  log: Logger,
  show: ShowMail | undefined,
): Mailer {
  return {
    async send(mail) {
      try {
        const transport = (await nodemailer()).createTransport({ streamTransport: true, buffer: true });
        const { message } = await transport.sendMail({ from, ...mail, date: clock.now() });
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const name = `${clock.now().toISOString().replace(/[:.]/g, "-")}-${randomBytes(3).toString("hex")}.eml`;
        const path = join(folder, name);
        await writeFile(`${path}.part`, readable(message as Buffer, mail.text), { mode: 0o600 });
        await rename(`${path}.part`, path);
        log.info({ path, mail: mail.kind }, "mail written to the outbox because SMTP_URL is not set");
        show?.(mail, path);
        return "kept";
      } catch (error) {
        log.error({ err: error, mail: mail.kind }, "a mail could not be written to the outbox");
        return "failed";
      }
    },
    close() {},
  };
}
