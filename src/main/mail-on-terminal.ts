import type { WriteStream } from "node:tty";
import { isLoopback } from "../kernel/address.ts";
import type { Config } from "../platform/config.ts";
import type { ShowMail } from "../platform/mail/mailer.ts";

type Terminal = Pick<WriteStream, "isTTY" | "write">;

/**
 * Writes mails to the terminal, so that the operator of a fresh server can sign in. Only a terminal gets them, and only from
 * a server that nobody else reaches: where the output goes to a file or a collector, links would stay in a log.
 */
export function mailOnTerminal(
  { host }: Pick<Config, "host">,
  output: Terminal = process.stdout,
): ShowMail | undefined {
  if (!output.isTTY || !(host === "localhost" || isLoopback(host))) return undefined;
  return ({ to, subject, text }, path) => {
    const link = /^https?:\S+$/m.exec(text)?.[0];
    output.write(`\n  Mail to ${printable(to)}: ${printable(subject)}\n  ${link ?? path}\n\n`);
  };
}

// Others choose names and addresses, which must not move the terminal's cursor.
const printable = (text: string) => text.replace(/\p{C}/gu, "");
