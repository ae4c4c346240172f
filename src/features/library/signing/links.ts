import type { Clock } from "../../../platform/clock.ts";
import type { Config } from "../../../platform/config.ts";
import type { Secret } from "../../../platform/secret.ts";
import { signatureOf } from "./signature.ts";

/** How the links of a private library are signed in answers. */
export interface Signing {
  /** The organization's, in hex. */
  salt: string;
  /** How long a link works. */
  seconds: number;
}

export interface LinkServices {
  config: Pick<Config, "cdnUrl">;
  secret: Secret;
  clock: Clock;
}

/** Makes links from paths below the CDN's URL. Those of a private library are signed and expire. */
export function linkMaker(
  { config, secret, clock }: LinkServices,
  signing: Signing | null,
): (path: string) => string {
  const { cdnUrl } = config;
  if (!signing) return (path) => `${cdnUrl}/${path}`;
  const expires = String(expiryFor(clock.now(), signing.seconds));
  const parameters = new Map([["expires", expires]]);
  const salts = { linkSalt: Buffer.from(signing.salt, "hex") };
  return (path) =>
    `${cdnUrl}/${path}?expires=${expires}&s=${signatureOf(secret, salts, { path: `/${path}`, parameters })}`;
}

/**
 * The Unix time at which links expire that are handed out now: after three quarters of their lifetime at least. It moves in
 * steps, so that browsers find what they have at the same link.
 */
export function expiryFor(now: Date, seconds: number): number {
  const stepMs = seconds * 250;
  return Math.floor(((Math.floor(now.getTime() / stepMs) + 4) * stepMs) / 1000);
}
