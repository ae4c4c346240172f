import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { mailboxOf } from "../../../../kernel/strangers.ts";
import type { Secret } from "../../../../platform/secret.ts";

// A cookie keeps the newest: 5 × 66 bytes.
const proofsMax = 5;
const proofShape = /^([\w-]{22})([\w-]{43})$/;

/**
 * Adds the proof that a browser signed in to an account to the proofs in its cookie. A proof lets its browser have mails and
 * try codes when strangers have used up what they may. It opens nothing.
 */
export function withProof(secret: Secret, proofs: string, email: string): string {
  const nonce = randomBytes(16).toString("base64url");
  const others = split(proofs).filter((proof) => nonceOf(secret, proof, email) === undefined);
  return [nonce + mac(secret, nonce, email), ...others].slice(0, proofsMax).join(".");
}

/** The id of a browser that signed in to this account before, from the proofs in its cookie. */
export function knownBrowser(secret: Secret, proofs: string, email: string): string | undefined {
  for (const proof of split(proofs)) {
    const nonce = nonceOf(secret, proof, email);
    if (nonce !== undefined) return nonce;
  }
  return undefined;
}

const split = (proofs: string): string[] =>
  proofs
    .split(".")
    .filter((proof) => proofShape.test(proof))
    .slice(0, proofsMax);

function nonceOf(secret: Secret, proof: string, email: string): string | undefined {
  const [, nonce = "", given = ""] = proofShape.exec(proof) ?? [];
  return timingSafeEqual(Buffer.from(given), Buffer.from(mac(secret, nonce, email))) ? nonce : undefined;
}

const mac = (secret: Secret, nonce: string, email: string): string =>
  createHmac("sha256", secret.derive(Buffer.alloc(0), "known browsers"))
    .update(`${nonce} ${mailboxOf(email)}`)
    .digest("base64url");
