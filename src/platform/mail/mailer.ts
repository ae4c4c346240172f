import { randomBytes } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";

export interface Mail {
  to: string;
  subject: string;
  /** Plain text; lines as they should stand. */
  text: string;
}

export interface Mailer {
  /** Whether the mail server took it ("sent"), it lies in the outbox since there is none ("kept"), or neither. Never throws. */
  send(mail: Mail): Promise<"sent" | "kept" | "failed">;
  close(): void;
}

// A caller waits for the answer, so a mail server that hangs must not hold it longer than this.
const timeoutMs = 10_000;

/** Mail by `SMTP_URL`; without it, as `.eml` files in the data folder's `outbox/` and a line in the log. */
export function openMailer({ smtpUrl, mailFrom, dataDir }: Config, clock: Clock, log: Logger): Mailer {
  return smtpUrl === undefined
    ? outboxMailer(join(dataDir, "outbox"), mailFrom, clock, log)
    : smtpMailer(smtpUrl, mailFrom, log);
}

function smtpMailer(url: string, from: string, log: Logger): Mailer {
  const transport = createTransport({
    url,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  return {
    async send(mail) {
      try {
        await transport.sendMail({ from, ...mail });
        return "sent";
      } catch (error) {
        log.error({ err: error, subject: mail.subject }, "the mail server did not take a mail");
        return "failed";
      }
    },
    close: () => transport.close(),
  };
}

/** The same message with its text as it stands: people open these files and copy links out of them. */
function readable(message: Buffer, text: string): string {
  const [headers = ""] = message.toString().split("\r\n\r\n", 1);
  const plain = headers.replace(/^(Content-Transfer-Encoding:).*$/im, "$1 8bit");
  return `${plain}\r\n\r\n${text.replace(/\r?\n/g, "\r\n")}`;
}

function outboxMailer(folder: string, from: string, clock: Clock, log: Logger): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true });
  return {
    async send(mail) {
      try {
        const { message } = await transport.sendMail({ from, ...mail, date: clock.now() });
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const name = `${clock.now().toISOString().replace(/[:.]/g, "-")}-${randomBytes(3).toString("hex")}.eml`;
        const path = join(folder, name);
        await writeFile(`${path}.part`, readable(message as Buffer, mail.text), { mode: 0o600 });
        await rename(`${path}.part`, path);
        log.info({ path, subject: mail.subject }, "mail written to the outbox: no SMTP_URL is set");
        return "kept";
      } catch (error) {
        log.error({ err: error, subject: mail.subject }, "a mail could not be written to the outbox");
        return "failed";
      }
    },
    close() {},
  };
}
