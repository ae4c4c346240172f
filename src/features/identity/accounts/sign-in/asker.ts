import { isLoopback, networkOf, networksOf } from "../../../../kernel/address.ts";
import type { RateLimits } from "../../../../kernel/rate-limits.ts";
import { mailboxKey } from "../../../../kernel/strangers.ts";

/** Who asks for a mail or tries a code. */
export interface Asker {
  address: string;
  /** The random token in its browser's cookie. */
  browser: string;
  /** The id of a browser that signed in to this account before. */
  knownAs(email: string): string | undefined;
}

const hourSeconds = 3600;
const daySeconds = 86_400;

// One household signs in a few times an hour.
const mailsOfNetworkMax = 30;
// What one asker may do to one mailbox.
const mailsOfAskerMax = 10;
// Bounds the mails that a mailbox gets by strangers of many networks.
const mailsOfStrangersMax = 60;
// Bounds the codes of one account that strangers can guess.
const codesMax = 20;

/**
 * Counts a mail against its asker, so that a stranger who asks without end does not keep a person from signing in. A browser
 * that signed in before has a count of its own.
 */
export async function spendMail(
  { spendFrom }: RateLimits,
  email: string,
  { address, knownAs }: Asker,
): Promise<void> {
  const mailbox = mailboxKey(email);
  const known = knownAs(email);
  if (known !== undefined) {
    await spendFrom(`sign-in of ${mailbox} by ${known}`, mailsOfAskerMax, hourSeconds);
    return;
  }
  for (const { network, share } of isLoopback(address) ? [] : networksOf(address)) {
    await spendFrom(`sign-in from ${network}`, mailsOfNetworkMax * share, hourSeconds);
  }
  await spendFrom(`sign-in of ${mailbox} from ${networkOf(address)}`, mailsOfAskerMax, hourSeconds);
  await spendFrom(`sign-in of ${mailbox}`, mailsOfStrangersMax, hourSeconds);
}

/** Counts a try of a code. Strangers share one count, since six digits must not be guessed from many networks. */
export async function spendCode({ spendFrom }: RateLimits, email: string, { knownAs }: Asker): Promise<void> {
  const known = knownAs(email);
  const by = known === undefined ? "" : ` by ${known}`;
  await spendFrom(`code of ${mailboxKey(email)}${by}`, codesMax, daySeconds);
}
