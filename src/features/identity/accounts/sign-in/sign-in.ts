import { createHmac, hash, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { Failure, fail } from "../../../../kernel/failure.ts";
import type { IdentityServices } from "../../services.ts";
import { maySignIn } from "../sign-up.ts";
import { type Asker, spendCode, spendMail } from "./asker.ts";
import { noAccountMail, signInMail } from "./mail.ts";
import * as store from "./store.ts";

/** How long a sign-in link and code are valid. */
export const signInMinutes = 10;

// Enough for typos; guessing six digits takes a million.
const triesMax = 3;

/** A path on this server to redirect to after signing in. */
export const LeadsTo = z
  .string()
  // An app's request to connect is on its way in the path's query.
  .max(4000)
  .regex(/^\/(?![/\\])[^\s\\\p{Cc}]*$/u, "must be a path on this server, such as /claim/…");

export const SignInRequest = z.strictObject({
  email: z.email({ error: "must be an email address" }).max(254),
  to: LeadsTo.optional(),
});

/** A random token kept in one browser, the only one in which the mail's code works. */
export const newBrowserToken = (): string => randomBytes(32).toString("base64url");

/** Mails a link and a code, or that the address may not sign in. Callers can't tell whether the address has an account. */
export async function mailSignIn(
  services: IdentityServices,
  { email, to }: z.output<typeof SignInRequest>,
  asker: Asker,
): Promise<"sent" | "kept"> {
  const { rateLimits, database, clock, mailer, config } = services;
  await spendMail(rateLimits, email, asker);
  const byStranger = asker.knownAs(email) === undefined;
  if (!(await maySignIn(services, email))) {
    return sent(await mailer.send(noAccountMail(email, config.publicUrl, byStranger)));
  }
  const token = randomBytes(32).toString("base64url");
  const tokenSha256 = sha256(token);
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  await store.insertSignIn(database, {
    tokenSha256,
    browserSha256: sha256(asker.browser),
    codeHash: codeHash(services, tokenSha256, code),
    email: email.toLowerCase(),
    leadsTo: to ?? null,
    expiresAt: new Date(clock.now().getTime() + signInMinutes * 60_000),
  });
  const link = `${config.publicUrl}/sign-in/${token}`;
  return sent(await mailer.send({ ...signInMail(email, link, code), byStranger }));
}

function sent(outcome: "sent" | "kept" | "failed"): "sent" | "kept" {
  if (outcome !== "failed") return outcome;
  throw new Failure("SERVICE_UNAVAILABLE", "The email could not be sent. Try again in a minute.", {
    retryAfterSeconds: 30,
  });
}

/** Whom a link would sign in. A page must ask before it uses a link that its browser did not request. */
export async function peekLink(
  { database, clock }: IdentityServices,
  token: string,
  browser: string,
): Promise<{ email: string; askedHere: boolean }> {
  return (await store.waitingSignIn(database, sha256(token), sha256(browser), clock.now())) ?? linkUsedUp();
}

/** Uses a link up and returns the address that it was sent to. */
export async function takeLink(
  { database, clock }: IdentityServices,
  token: string,
): Promise<store.TakenSignIn> {
  return (await store.takeSignIn(database, sha256(token), clock.now())) ?? linkUsedUp();
}

function linkUsedUp(): never {
  throw fail.input("This link has expired or was already used. Request a new email.");
}

/** Uses a code up, together with its link, and returns the address. Works only in the browser that requested it. */
export async function takeCode(
  services: IdentityServices,
  asker: Asker,
  code: string,
): Promise<store.TakenSignIn> {
  const { database, clock, rateLimits } = services;
  const now = clock.now();
  const waiting = await store.tryCode(database, sha256(asker.browser), triesMax, now);
  if (!waiting) {
    throw fail.input(
      "No code was requested in this browser. Request a new email here, or open the link in your email.",
    );
  }
  await spendCode(rateLimits, waiting.email, asker).catch((error) => {
    // Strangers may have used up the attempts. The link still works.
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

/** Keyed with the server's secret and bound to its mail, so that a leaked table does not reveal six-digit codes. */
const codeHash = ({ secret }: IdentityServices, tokenSha256: Buffer, code: string): Buffer =>
  createHmac("sha256", secret.derive(tokenSha256, "sign-in code")).update(code).digest();
