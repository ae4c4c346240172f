import type { ModelEndpoint } from "./model-settings.ts";

export interface AskOptions {
  signal: AbortSignal;
  /** A longer answer is an error. */
  bytesMax: number;
  send: typeof fetch;
}

const refusalsOfInput = new Set([400, 413, 422]);

/** A model's endpoint gave no usable answer. The message has the reason, for the log. */
export class EndpointFailed extends Error {
  override readonly name = "EndpointFailed";
  /** Undefined if there was no answer. */
  readonly status: number | undefined;

  constructor(reason: string, status?: number) {
    super(reason);
    this.status = status;
  }

  /** Whether the endpoint refused what it was sent, so that it may well answer others. */
  get isOfInput(): boolean {
    return this.status !== undefined && refusalsOfInput.has(this.status);
  }
}

/** Posts JSON to an endpoint of the operator, and returns the JSON of its answer. Throws `EndpointFailed`. */
export async function askEndpoint(
  { url, key }: Pick<ModelEndpoint, "url" | "key">,
  path: string,
  body: object,
  { signal, bytesMax, send }: AskOptions,
): Promise<unknown> {
  try {
    const response = await send(`${url}${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify(body),
      signal,
      redirect: "error",
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new EndpointFailed(`it answered ${response.status}`, response.status);
    }
    return JSON.parse(await boundedText(response, bytesMax));
  } catch (error) {
    if (error instanceof EndpointFailed) throw error;
    if (signal.aborted) throw new EndpointFailed("it did not answer in time");
    throw new EndpointFailed(error instanceof Error ? error.message : String(error));
  }
}

async function boundedText(response: Response, bytesMax: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw new EndpointFailed("its answer is too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
