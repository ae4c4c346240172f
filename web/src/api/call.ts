import type { Input, OperationName, Output } from "../server/operations.ts";
import { texts } from "../texts/texts.ts";

/** An error from the server or the network. `message` is a sentence for people. */
export class Refused extends Error {
  readonly code: string;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: string, message: string, retryAfterSeconds?: number) {
    super(message);
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The code of a call that did not reach the server. */
export const offline = "OFFLINE";

export interface CallOptions {
  /** For operations of the memory API, whose input has no organization. */
  organizationId?: string;
  signal?: AbortSignal;
  /** Continues when the page is left. For at most 60 kB. */
  outlivesPage?: boolean;
}

/** For changes that the page shows before the server has answered: people may leave it at once. */
export const outlivesPage: CallOptions = { outlivesPage: true };

/** Calls an operation as the signed-in person. Throws `Refused`. */
export async function call<Name extends OperationName>(
  name: Name,
  input: Input<Name>,
  { organizationId, signal, outlivesPage }: CallOptions = {},
): Promise<Output<Name>> {
  const query = organizationId === undefined ? "" : `?${new URLSearchParams({ organizationId })}`;
  try {
    return (await post(`/api/app/${name}${query}`, input, signal, outlivesPage)) as Output<Name>;
  } catch (error) {
    if (error instanceof Refused) for (const hear of hearers) hear(error);
    throw error;
  }
}

const hearers = new Set<(refused: Refused) => void>();

/** Calls `hear` for every refused call. */
export const onRefusal = (hear: (refused: Refused) => void) => hearers.add(hear);

/** Posts JSON to a route of this server that answers `{data}` or `{error}`. Throws `Refused`. */
export async function post(
  path: string,
  body: unknown,
  signal?: AbortSignal,
  keepalive = false,
): Promise<unknown> {
  const response = await reach(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    keepalive,
    ...(signal && { signal }),
  });
  return dataOf(response);
}

/** `fetch` that also throws `Refused` if the server cannot be reached. */
export async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Refused(offline, texts.ui.unreachable);
  }
}

export async function dataOf(response: Response): Promise<unknown> {
  const answer = (await response.json().catch(() => ({}))) as {
    data?: unknown;
    error?: { code: string; message: string };
  };
  if (response.ok) return answer.data;
  const retryAfter = response.headers.get("retry-after");
  throw new Refused(
    answer.error?.code ?? `HTTP_${response.status}`,
    answer.error?.message ?? texts.ui.unreadable,
    retryAfter === null ? undefined : Number(retryAfter),
  );
}
