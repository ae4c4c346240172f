/** Where the memory is, and the key to it. */
export interface MemoryServer {
  /** The server's address, like `https://rookery.example.com`. */
  url: string;
  /** A key with the scopes `memory:read` and `memory:write`. */
  apiKey: string;
}

/** An answer of the memory API that is not a success. `message` says what to do. */
export class MemoryApiError extends Error {
  override name = "MemoryApiError";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** For `catch`: an answer of 404 is undefined, because what is gone needs no deleting and lists nothing. */
export const unlessGone = (error: unknown): undefined => {
  if (!(error instanceof MemoryApiError && error.status === 404)) throw error;
};

export type Json = Record<string, unknown>;

/** Calls the memory API: JSON in, JSON out. */
export class MemoryApi {
  readonly #base: string;
  readonly #apiKey: string;

  constructor({ url, apiKey }: MemoryServer) {
    this.#base = `${url.replace(/\/+$/, "")}/api/v1`;
    this.#apiKey = apiKey;
  }

  /** `Answer` is what the caller knows of this route. */
  async call<Answer>(method: string, path: string, body?: Json): Promise<Answer> {
    const response = await fetch(this.#base + path, {
      method,
      headers: {
        authorization: `Bearer ${this.#apiKey}`,
        ...(body && { "content-type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new MemoryApiError(response.status, messageIn(text) ?? `HTTP ${response.status}`);
    return JSON.parse(text) as Answer;
  }
}

function messageIn(text: string): string | undefined {
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    return typeof message === "string" ? message : undefined;
  } catch {
    return undefined; // a proxy's page
  }
}
