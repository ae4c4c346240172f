import { Agent, fetch, type Response } from "undici";
import type { Json } from "../support/json.ts";
import { certificate } from "../support/processes/certificate.ts";

/** What callers of the cluster saw. */
export interface Seen {
  /** Calls that were given up after `callMaxMs`. */
  hung: number;
  longestMs: number;
  longest: string;
  /** Answers that no failure of a machine explains, as "status, call: body". */
  wrong: string[];
  /** How often each status was answered. 0: the connection was lost. */
  statuses: Map<number, number>;
}

export interface Answer {
  /** 0: the connection was lost, and nobody knows whether the call was run. */
  status: number;
  ok: boolean;
  body: Json;
  bytes: Buffer;
  headers: Response["headers"] | undefined;
}

interface Options {
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Refusals that the call is about. */
  expected?: readonly number[];
}

export type Send = (method: string, url: string, options?: Options) => Promise<Answer>;

/** A call must be answered within this, whatever fails meanwhile: a statement may take 30 s. */
export const callMaxMs = 35_000;

const connecting = new Agent({ connect: { ca: certificate.cert } });

export const newSeen = (): Seen => ({ hung: 0, longestMs: 0, longest: "", wrong: [], statuses: new Map() });

/** Sends calls, and notes what is wrong with their answers. */
export function openClient(seen: Seen): { send: Send; close(): Promise<void> } {
  return {
    close: () => connecting.close(),
    async send(method, url, options = {}) {
      const startedAt = performance.now();
      const signal = AbortSignal.timeout(callMaxMs);
      const answer = await answerTo(method, url, options, signal);
      const ms = performance.now() - startedAt;
      if (ms > seen.longestMs) Object.assign(seen, { longestMs: ms, longest: `${method} ${pathOf(url)}` });
      if (signal.aborted) seen.hung++;
      seen.statuses.set(answer.status, (seen.statuses.get(answer.status) ?? 0) + 1);
      if (isWrong(answer) && !options.expected?.includes(answer.status))
        seen.wrong.push(
          `${answer.status}, ${method} ${pathOf(url)}: ${answer.bytes.toString().slice(0, 300)}`,
        );
      return answer;
    },
  };
}

async function answerTo(
  method: string,
  url: string,
  { headers, body: sent }: Options,
  signal: AbortSignal,
): Promise<Answer> {
  try {
    const answer = await fetch(url, {
      method,
      ...(headers && { headers }),
      ...(sent !== undefined && { body: sent }),
      signal,
      dispatcher: connecting,
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const isJson = answer.headers.get("content-type")?.includes("application/json");
    const body = isJson && bytes.length > 0 ? JSON.parse(bytes.toString()) : undefined;
    return { status: answer.status, ok: answer.ok, body, bytes, headers: answer.headers };
  } catch {
    return { status: 0, ok: false, body: undefined, bytes: Buffer.alloc(0), headers: undefined };
  }
}

/** While machines fail, callers get 503 with the time to wait, or nginx's 502 and 504. Everything else is a mistake. */
function isWrong({ status, ok, headers, body }: Answer): boolean {
  if (ok || status === 0 || status === 502 || status === 504) return false;
  return status !== 503 || (body !== undefined && !headers?.has("retry-after"));
}

const pathOf = (url: string) => new URL(url).pathname;
