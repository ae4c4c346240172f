import { RookeryError } from "rookery-client";
import { unreachable } from "../failure.ts";

const msMax = 30_000;

interface Sent extends Omit<RequestInit, "signal"> {
  signal?: AbortSignal | undefined;
}

/** Fetches within a time limit. No answer, too many calls and faults of the server are failures with their exit codes. */
export const fetchFrom =
  (server: string, limitMs = msMax) =>
  async (url: string, { signal, ...init }: Sent): Promise<Response> => {
    const limit = AbortSignal.timeout(limitMs);
    const either = signal ? AbortSignal.any([signal, limit]) : limit;
    const answer = await whole(url, { ...init, signal: either }).catch((error) => {
      signal?.throwIfAborted();
      throw unreachable(`${server} can't be reached. Check the address and the network.`, error);
    });
    const { status, headers } = answer;
    if (status !== 429 && status < 500) return answer;
    const seconds = Number.parseInt(headers.get("retry-after") ?? "", 10);
    const [code, text] =
      status === 429
        ? ["RATE_LIMITED", `${server} gets too many calls. Wait, and try again.`]
        : ["UNEXPECTED_ANSWER", `${server} answered with status ${status}. Try again later.`];
    throw new RookeryError(code, text, { status, ...(seconds >= 0 && { retryAfter: seconds }) });
  };

/** An answer with its body, so that the time limit is also for that. */
async function whole(url: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(url, init);
  const body = await answer.arrayBuffer();
  const { status, headers } = answer;
  return new Response(body.byteLength > 0 ? body : null, { status, headers });
}
