import { createHmac, hash, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { isLoopback, networkOf } from "../../../../kernel/address.ts";
import { Failure, fail } from "../../../../kernel/failure.ts";
import type { IdentityServices } from "../../services.ts";
import { signInMail } from "./mail.ts";
import * as store from "./store.ts";

/** How long a mail's link and code work. */
export const signInMinutes = 10;

// Typing a code wrong is human; a script needs a million.
const triesMax = 3;
// Per mail address: mails that strangers can make us send it, and codes that they can guess at.
const mailsMax = { max: 10, windowSeconds: 3600 };
const codesMax = { max: 20, windowSeconds: 86_400 };
// Per client address: a household signs in a few times an hour.
const asksMax = { max: 30, windowSeconds: 3600 };

/** A path on this server, to go on to after signing in. */
export const LeadsTo = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[^\s\\\p{Cc}]*$/u, "must be a path on this server, such as /claim/…");

export const SignInRequest = z.strictObject({
  email: z.email({ error: "must be an email address" }).max(254),
  to: LeadsTo.optional(),
});

/** Random text that stays in one browser; the code of a mail works nowhere else. */
export const newBrowserToken = (): string => randomBytes(32).toString("base64url");

/** Mails a link and a code. Whether the address has an account makes no difference that a caller could see. */
export async function mailSignIn(
  services: IdentityServices,
  { email, to }: z.output<typeof SignInRequest>,
  { address, browser }: { address: string; browser: string },
): Promise<"sent" | "kept"> {
  const { rateLimits, database, clock, mailer, config } = services;
  if (!isLoopback(address)) {
    await rateLimits.spendFrom(`sign-in from ${networkOf(address)}`, asksMax.max, asksMax.windowSeconds);
  }
  const person = email.toLowerCase();
  await rateLimits.spendFrom(`sign-in of ${person}`, mailsMax.max, mailsMax.windowSeconds);
  const token = randomBytes(32).toString("base64url");
  const tokenSha256 = sha256(token);
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  await store.insertSignIn(database, {
    tokenSha256,
    browserSha256: sha256(browser),
    codeHash: codeHash(services, tokenSha256, code),
    email: person,
    leadsTo: to ?? null,
    expiresAt: new Date(clock.now().getTime() + signInMinutes * 60_000),
  });
  const outcome = await mailer.send(signInMail(email, `${config.publicUrl}/sign-in/${token}`, code));
  if (outcome === "failed") {
    throw new Failure("SERVICE_UNAVAILABLE", "The mail could not be sent right now. Try again shortly.", {
      retryAfterSeconds: 30,
    });
  }
  return outcome;
}

/** Who a mail's link would sign in. Whoever opens one that this browser did not ask for should be asked first. */
export async function peekLink(
  { database, clock }: IdentityServices,
  token: string,
  browser: string,
): Promise<{ email: string; askedHere: boolean }> {
  return (await store.waitingSignIn(database, sha256(token), sha256(browser), clock.now())) ?? linkUsedUp();
}

/** Who a mail's link was sent to; it works once. */
export async function takeLink(
  { database, clock }: IdentityServices,
  token: string,
): Promise<store.TakenSignIn> {
  return (await store.takeSignIn(database, sha256(token), clock.now())) ?? linkUsedUp();
}

function linkUsedUp(): never {
  throw fail.input("This link has expired or was already used. Request a new email.");
}

/** Who a mail's code was sent to, in the browser that asked for it; it works once, and so does the link beside it. */
export async function takeCode(
  services: IdentityServices,
  browser: string,
  code: string,
): Promise<store.TakenSignIn> {
  const { database, clock, rateLimits } = services;
  const now = clock.now();
  const waiting = await store.tryCode(database, sha256(browser), triesMax, now);
  if (!waiting) {
    throw fail.input(
      "No code was requested in this browser. Request a new email here, or open the link in your email.",
    );
  }
  await rateLimits
    .spendFrom(`code of ${waiting.email}`, codesMax.max, codesMax.windowSeconds)
    .catch((error) => {
      // Strangers may have done so: the person can go on by the link.
      throw error instanceof Failure ? codesUsedUp(error) : error;
    });
  const right = timingSafeEqual(codeHash(services, waiting.tokenSha256, code), waiting.codeHash);
  const taken = right ? await store.takeSignIn(database, waiting.tokenSha256, now) : undefined;
  if (taken) return taken;
  const left = triesMax - waiting.tries;
  throw fail.input(
    left > 0
      ? `This code is incorrect. Check your newest email. You have ${left === 1 ? "1 try" : "2 tries"} left.`
      : "This code is incorrect. Request a new email.",
  );
}

const codesUsedUp = ({ retryAfterSeconds }: Failure) =>
  new Failure("RATE_LIMITED", "Too many attempts. Open the link in your email instead.", {
    retryAfterSeconds: retryAfterSeconds ?? 0,
  });

const sha256 = (text: string): Buffer => hash("sha256", text, "buffer");

/** Bound to its mail, and keyed: whoever reads the table cannot find six digits by trying. */
const codeHash = ({ secret }: IdentityServices, tokenSha256: Buffer, code: string): Buffer =>
  createHmac("sha256", secret.derive(tokenSha256, "sign-in code")).update(code).digest();
