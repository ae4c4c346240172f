import { expect, test } from "vitest";
import { signInMail } from "../features/identity/accounts/sign-in/mail.ts";
import { mailOnTerminal } from "./mail-on-terminal.ts";

const mail = signInMail("ada@example.com", "http://localhost:3000/sign-in/abc", "123456");

function shown(host: string, isTTY: boolean): string {
  const written: unknown[] = [];
  mailOnTerminal({ host }, { isTTY, write: (text: string | Uint8Array) => written.push(text) > 0 })?.(
    mail,
    "/data/outbox/1.eml",
  );
  return written.join("");
}

test("on a terminal, the operator of a server that only this machine reaches sees link and code", () => {
  for (const host of ["127.0.0.1", "localhost", "::1"]) {
    expect(shown(host, true)).toContain("http://localhost:3000/sign-in/abc");
    expect(shown(host, true)).toContain("123456");
  }
});

test("output that goes to a file or a collector gets no link, and neither does one of a server that others reach", () => {
  expect(shown("127.0.0.1", false)).toBe("");
  expect(shown("0.0.0.0", true)).toBe("");
});
