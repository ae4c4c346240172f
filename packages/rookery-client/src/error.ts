/** The codes of the server, see its guide "Errors", and those of the client itself. */
export type ErrorCode =
  | "API_VERSION_REQUIRED"
  | "BAD_USER_INPUT"
  | "EPHEMERAL_LIBRARY_LIMIT_EXCEEDED"
  | "LIBRARY_LIMIT_EXCEEDED"
  | "UNAUTHENTICATED"
  | "INVALID_API_KEY"
  | "API_KEY_READ_ONLY"
  | "FORBIDDEN"
  | "HTTPS_REQUIRED"
  | "STORAGE_LIMIT_EXCEEDED"
  | "EPHEMERAL_STORAGE_LIMIT_EXCEEDED"
  | "LIBRARY_LOCKED"
  | "APPROVAL_REQUIRES_USER"
  | "PAID_PLAN_REQUIRED"
  | "PRO_PLAN_CANCELED"
  | "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY"
  | "ORGANIZATION_NOT_FOUND"
  | "RESOURCE_NOT_FOUND"
  | "NOT_FOUND"
  | "ENDPOINT_NOT_FOUND"
  | "METHOD_NOT_ALLOWED"
  | "LIBRARY_URL_TAKEN"
  | "CONFLICT"
  | "PAYLOAD_TOO_LARGE"
  | "RATE_LIMITED"
  | "INTERNAL_SERVER_ERROR"
  | "SERVICE_UNAVAILABLE"
  /** No answer: the server can't be reached, or the connection broke. */
  | "CONNECTION_FAILED"
  /** No answer within the timeout. */
  | "TIMEOUT"
  /** An answer that is not from a Rookery server, such as a proxy's. */
  | "UNEXPECTED_ANSWER"
  /** A webhook that this server did not sign, or that is too old. */
  | "INVALID_SIGNATURE"
  /** A code of a newer server. */
  | (string & {});

interface Details {
  status?: number | undefined;
  requestId?: string | undefined;
  retryAfter?: number | undefined;
  details?: readonly { path: string; message: string }[];
  cause?: unknown;
}

/** Every failure of the server, the network and the client. */
export class RookeryError extends Error {
  override readonly name = "RookeryError";
  readonly code: ErrorCode;
  /** The HTTP status. Undefined when there was no answer. */
  readonly status: number | undefined;
  /** Tell it to the operator: it finds the call in the server's log. */
  readonly requestId: string | undefined;
  /** Seconds to wait before another try. */
  readonly retryAfter: number | undefined;
  /** Of memory: what is wrong in which field. */
  readonly details: readonly { path: string; message: string }[];

  constructor(code: ErrorCode, message: string, { cause, details = [], ...about }: Details = {}) {
    super(message, cause === undefined ? {} : { cause });
    this.code = code;
    this.details = details;
    this.status = about.status;
    this.requestId = about.requestId;
    this.retryAfter = about.retryAfter;
  }
}

/** What the memory API calls by its status alone. */
const codes: Record<number, ErrorCode> = {
  400: "BAD_USER_INPUT",
  401: "UNAUTHENTICATED",
  403: "FORBIDDEN",
  404: "RESOURCE_NOT_FOUND",
  409: "CONFLICT",
  413: "PAYLOAD_TOO_LARGE",
  429: "RATE_LIMITED",
  500: "INTERNAL_SERVER_ERROR",
  503: "SERVICE_UNAVAILABLE",
};

/** The error of an answer that is not a success. */
export async function errorOf(answer: Response): Promise<RookeryError> {
  const { status, headers } = answer;
  const body = await answer.text().then(parsed, () => undefined);
  const { error, message, details } = (body ?? {}) as {
    error?: string | { code: string; message: string };
    message?: string;
    details?: { path: string; message: string }[];
  };
  const about = {
    status,
    requestId: headers.get("x-request-id") ?? undefined,
    retryAfter: secondsOf(headers.get("retry-after")),
  };
  if (typeof error === "object") return new RookeryError(error.code, error.message, about);
  if (typeof error === "string" && message !== undefined) {
    return new RookeryError(codes[status] ?? "UNEXPECTED_ANSWER", message, {
      ...about,
      ...(details && { details }),
    });
  }
  const code = status === 429 || status === 503 ? codes[status] : undefined;
  return new RookeryError(code ?? "UNEXPECTED_ANSWER", `The server answered with status ${status}.`, about);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Seconds or a date. */
function secondsOf(header: string | null): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  const until = Number.isNaN(seconds) ? (Date.parse(header) - Date.now()) / 1000 : seconds;
  return Number.isNaN(until) ? undefined : Math.max(0, until);
}
