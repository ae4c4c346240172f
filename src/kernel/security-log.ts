import type { Clock } from "../platform/clock.ts";
import { networkOf } from "./address.ts";

/** What an operator watches for break-ins. Metrics count them by these names. */
export const securityEvents = [
  "signed_in",
  "code_refused",
  "link_refused",
  "passkey_refused",
  "single_sign_on_refused",
  "key_refused",
  "call_refused",
] as const;
export type SecurityEvent = (typeof securityEvents)[number];

export interface SecurityLog {
  /** Counts an event and writes one line. `details` never hold codes, links or keys. */
  note(event: SecurityEvent, details: { address: string; [detail: string]: unknown }): void;
  /** How often each happened since the process started, those without a line included. */
  counts(): Readonly<Record<SecurityEvent, number>>;
}

interface Lines {
  info(line: object, message: string): void;
  warn(line: object, message: string): void;
}

const messages: Record<SecurityEvent, string> = {
  signed_in: "signed in",
  code_refused: "sign-in code refused",
  link_refused: "sign-in link refused",
  passkey_refused: "passkey refused",
  single_sign_on_refused: "single sign-on refused",
  key_refused: "API key refused",
  call_refused: "call refused",
};

// Of each event in a minute, so that a flood fills no disk: 7 × 100 lines of 200 bytes are 200 MB a day at most.
const linesMax = 100;
// Of these from one network, so that one client hides no other.
const linesOfNetworkMax = 10;
const minuteMs = 60_000;

/** One line for each event, bounded by the minute. The next minute's first line says how many were left out. */
export function openSecurityLog(log: Lines, clock: Clock): SecurityLog {
  const counts = Object.fromEntries(securityEvents.map((event) => [event, 0])) as Record<
    SecurityEvent,
    number
  >;
  const windows = new Map<SecurityEvent, Window>();

  function windowOf(event: SecurityEvent): Window {
    const minute = Math.floor(clock.elapsedMs() / minuteMs);
    const last = windows.get(event);
    if (last?.minute === minute) return last;
    const next = { minute, lines: 0, leftOut: 0, byNetwork: new Map<string, number>() };
    windows.set(event, next);
    if (last && last.leftOut > 0) {
      log.warn({ event, leftOut: last.leftOut }, `${messages[event]}: ${last.leftOut} more without a line`);
    }
    return next;
  }

  return {
    note(event, details) {
      counts[event]++;
      const window = windowOf(event);
      const network = networkOf(details.address);
      const ofNetwork = window.byNetwork.get(network) ?? 0;
      if (window.lines >= linesMax || ofNetwork >= linesOfNetworkMax) {
        window.leftOut++;
        return;
      }
      window.lines++;
      window.byNetwork.set(network, ofNetwork + 1);
      log[event === "signed_in" ? "info" : "warn"]({ event, ...details }, messages[event]);
    },
    counts: () => ({ ...counts }),
  };
}

interface Window {
  minute: number;
  lines: number;
  leftOut: number;
  byNetwork: Map<string, number>;
}
