import { createHash, randomBytes } from "node:crypto";
import { dayMs } from "../../platform/clock.ts";
import type { Queryable } from "../../platform/database/queryable.ts";
import type { Secret } from "../../platform/secret.ts";
import type { Caller } from "../caller.ts";
import { fail } from "../failure.ts";
import type { KernelServices } from "../services.ts";
import { claimCall, dropCalls, earlierCall, releaseCall, storeAnswer } from "./store.ts";

/** A call that runs under an idempotency key. */
export interface Attempt {
  /** Stores the answer, in the transaction of the call's changes. Fails if another attempt took it over. */
  store(tx: Queryable, answer: unknown): Promise<void>;
  /** Frees the key, so that the failed call can be sent again. */
  release(): Promise<void>;
}

export interface Once {
  /**
   * Begins a call under the caller's key. Returns the stored answer if the same call succeeded within a day. Fails if the key
   * was used for another call, or the same one is running.
   */
  begin(
    caller: Caller,
    operation: string,
    input: unknown,
    key: string,
  ): Promise<Attempt | { answer: unknown } | undefined>;
}

/** A process that died leaves calls that never end. No call of ours runs for so long once its body has arrived. */
const takenOverAfterMs = 5 * 60_000;
// About 2 kB each.
const callsMax = 20_000;

export function openOnce(services: Pick<KernelServices, "database" | "clock"> & { secret: Secret }): Once {
  const { database, clock, secret } = services;
  return {
    async begin(caller, operation, input, key) {
      const who = ownerOf(caller);
      // Nobody else may be given the answer of a call without a key.
      if (who === undefined) return undefined;
      const keySha256 = sha256(`${who.id}\n${key}`);
      const requestSha256 = sha256(`${operation}\n${fingerprint(input)}`);
      const startedAt = clock.now();
      const attempt = randomBytes(12).toString("base64url");
      const call = { keySha256, organizationId: who.organizationId, requestSha256, attempt, startedAt };
      const context = answerContext(keySha256);
      if (await claimCall(database, call, new Date(startedAt.getTime() - takenOverAfterMs))) {
        return {
          async store(tx, answer) {
            const sealed = secret.seal(JSON.stringify(answer), context);
            if (!(await storeAnswer(tx, call, sealed))) throw inProgress();
          },
          release: () => releaseCall(database, call),
        };
      }
      const earlier = await earlierCall(database, keySha256);
      if (!earlier) throw inProgress(); // ended a moment ago without success
      if (!earlier.requestSha256.equals(requestSha256)) throw anotherCall();
      if (earlier.answer === null) throw inProgress();
      return { answer: JSON.parse(secret.open(earlier.answer, context)) };
    },
  };
}

/** What a sealed answer is bound to. */
export const answerContext = (keySha256: Buffer): string => `idempotent call ${keySha256.toString("hex")}`;

/** Deletes calls of more than a day ago, and bounds how many there are of an organization. */
export const sweepCalls = ({ database, clock }: KernelServices): Promise<void> =>
  dropCalls(database, new Date(clock.now().getTime() - dayMs), callsMax);

function ownerOf(caller: Caller): { id: string; organizationId: number } | undefined {
  if (caller.kind !== "key") return undefined;
  return { id: caller.key.id, organizationId: caller.organization.id };
}

/** An input as text, the same for the same request. Of a staged file counts what the client sent. */
const fingerprint = (input: unknown): string =>
  JSON.stringify(input, (_, value: unknown) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    const { blob, filename, bytes, sha256, ...rest } = value as Record<string, unknown>;
    if (blob !== undefined) return { filename, bytes, sha256 };
    const fields = Object.entries({ filename, bytes, sha256, ...rest });
    return Object.fromEntries(fields.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });

const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();

const inProgress = () =>
  fail.conflict("A call with this Idempotency-Key is running. Wait until it ends, then send it again.");
const anotherCall = () =>
  fail.input("Idempotency-Key: was used for another request within a day. Use a new key for each request.");
