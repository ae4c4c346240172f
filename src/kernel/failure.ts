import type { Role } from "./role.ts";

/** The codes of all failures that callers can get. `transports/failures.ts` maps them to each transport. */
export const failureCodes = [
  "API_VERSION_REQUIRED",
  "BAD_USER_INPUT",
  "EPHEMERAL_LIBRARY_LIMIT_EXCEEDED",
  "LIBRARY_LIMIT_EXCEEDED",
  "UNAUTHENTICATED",
  "INVALID_API_KEY",
  "API_KEY_READ_ONLY",
  "FORBIDDEN",
  "HTTPS_REQUIRED",
  "STORAGE_LIMIT_EXCEEDED",
  "EPHEMERAL_STORAGE_LIMIT_EXCEEDED",
  "LIBRARY_LOCKED",
  "APPROVAL_REQUIRES_USER",
  "PAID_PLAN_REQUIRED",
  "PRO_PLAN_CANCELED",
  "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY",
  "ORGANIZATION_NOT_FOUND",
  "RESOURCE_NOT_FOUND",
  "NOT_FOUND",
  "ENDPOINT_NOT_FOUND",
  "METHOD_NOT_ALLOWED",
  "LIBRARY_URL_TAKEN",
  "CONFLICT",
  "PAYLOAD_TOO_LARGE",
  "RATE_LIMITED",
  "INTERNAL_SERVER_ERROR",
  "SERVICE_UNAVAILABLE",
] as const;
export type FailureCode = (typeof failureCodes)[number];

/** A mistake in an input: its path, and what the value must be. */
export interface Mistake {
  path: string;
  message: string;
}

/** A token that has ended, or one without a scope; `scopes` are those with which the call would be allowed (RFC 6750). */
export type OAuthProblem =
  | { error: "invalid_token" }
  | { error: "insufficient_scope"; scopes: readonly string[] };

/** An error that callers see. The message says what went wrong and what to do. Any other thrown value is a bug. */
export class Failure extends Error {
  readonly code: FailureCode;
  /** Only with RATE_LIMITED and SERVICE_UNAVAILABLE: the seconds to wait before a retry. */
  readonly retryAfterSeconds: number | undefined;
  /** Only with BAD_USER_INPUT. */
  readonly mistakes: readonly Mistake[];
  /** What is wrong with the access token of a connected app. */
  readonly oauth: OAuthProblem | undefined;

  constructor(
    code: FailureCode,
    message: string,
    {
      retryAfterSeconds,
      mistakes = [],
      oauth,
    }: { retryAfterSeconds?: number; mistakes?: readonly Mistake[]; oauth?: OAuthProblem } = {},
  ) {
    super(message);
    this.name = "Failure";
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
    this.mistakes = mistakes;
    this.oauth = oauth;
  }
}

export const fail = {
  input: (message: string, mistakes: readonly Mistake[] = []) =>
    new Failure("BAD_USER_INPUT", message, { mistakes }),
  conflict: (message: string) => new Failure("CONFLICT", message),
  forbidden: (message: string) => new Failure("FORBIDDEN", message),
  tooLarge: (message: string) => new Failure("PAYLOAD_TOO_LARGE", message),
  missing: (
    what:
      | "asset"
      | "parent asset"
      | "library"
      | "share link"
      | "key"
      | "app"
      | "user"
      | "conversation"
      | "interaction"
      | "fact"
      | "entity"
      | "delivery"
      | "webhook"
      | "member"
      | "invitation"
      | "session",
  ) => new Failure("RESOURCE_NOT_FOUND", `This ${what} does not exist. Check its id, or list what exists.`),
  noVariant: () =>
    new Failure(
      "NOT_FOUND",
      "This asset has no such variant. Get the asset to see the variants that it has.",
    ),
  approvalTakesPerson: () =>
    new Failure(
      "APPROVAL_REQUIRES_USER",
      "Only people approve. Use the web app, or an app that a person connected by OAuth.",
    ),
  unauthenticated: () =>
    new Failure("UNAUTHENTICATED", "Send your API key as 'Authorization: Bearer <key>'."),
  signedOut: () => new Failure("UNAUTHENTICATED", "Sign in to do this."),
  invalidAccessToken: () =>
    new Failure("UNAUTHENTICATED", "This access token has ended. Refresh it, or connect the app again.", {
      oauth: { error: "invalid_token" },
    }),
  invalidKey: () =>
    new Failure("INVALID_API_KEY", "This API key is not valid. Check it for typos, or ask for a new one."),
  readOnly: () =>
    new Failure("API_KEY_READ_ONLY", "This API key can only read. Use a key with write access to a library."),
  insufficientScope: (missing: string, scopes: readonly string[]) =>
    new Failure("FORBIDDEN", `This app was not given ${missing}. Connect it again and allow it.`, {
      oauth: { error: "insufficient_scope", scopes },
    }),
  libraryOutOfReach: () =>
    new Failure("API_KEY_NOT_AUTHORIZED_FOR_LIBRARY", "API key not authorized for this library."),
  roleTooWeak: (needed: Role) =>
    new Failure(
      "FORBIDDEN",
      `Only ${needed === "owner" ? "owners" : "owners and editors"} of this organization can do this. Ask one of them.`,
    ),
  organizationUnknown: () =>
    new Failure(
      "ORGANIZATION_NOT_FOUND",
      "This organization does not exist. 'GET /me' returns the organization that a key belongs to.",
    ),
  rateLimited: (retryAfterSeconds: number) =>
    new Failure("RATE_LIMITED", `Too many requests. Try again in ${retryAfterSeconds} s.`, {
      retryAfterSeconds,
    }),
  unavailable: () =>
    new Failure("SERVICE_UNAVAILABLE", "The server is temporarily unavailable. Try again in a few seconds.", {
      retryAfterSeconds: 5,
    }),
  busy: () =>
    new Failure("SERVICE_UNAVAILABLE", "Too many pictures are being rendered. Try again in a few seconds.", {
      retryAfterSeconds: 5,
    }),
  overloaded: () =>
    new Failure("SERVICE_UNAVAILABLE", "The server is very busy. Try again in a few seconds.", {
      // Not all at the same time.
      retryAfterSeconds: 1 + Math.floor(Math.random() * 3),
    }),
  tookTooLong: () =>
    new Failure(
      "SERVICE_UNAVAILABLE",
      "The database took too long, so nothing was changed. Request less at a time, or try again later.",
      { retryAfterSeconds: 30 },
    ),
  storageFull: () =>
    new Failure(
      "SERVICE_UNAVAILABLE",
      "The server's storage is full or read-only, so nothing was saved. Ask the operator to free up space.",
      { retryAfterSeconds: 60 },
    ),
  ourFault: (requestId: string) =>
    new Failure(
      "INTERNAL_SERVER_ERROR",
      `Something went wrong on our side. Please report it with request id ${requestId}.`,
    ),
};
