import { STATUS_CODES } from "node:http";
import { Failure, type FailureCode, fail } from "../../kernel/failure.ts";
import { httpStatus } from "../http/failures.ts";
import { memoryFailure } from "../memory-rest/failures.ts";
import { objectOf } from "../schema/json-schema.ts";
import type { Dialect } from "./dialect.ts";
import { failureTexts } from "./failure-texts.ts";
import { answerHeaders, keyScheme, repeats } from "./rest-dialect.ts";

/** The memory API: no version header, no envelope, failures as `{error, message}`. */
export const memoryDialect: Dialect = {
  prefix: "Memory",
  securityScheme: keyScheme,
  failsAlways: ["HTTPS_REQUIRED", "RATE_LIMITED", "INTERNAL_SERVER_ERROR", "SERVICE_UNAVAILABLE"],
  failsOnRepeat: ["CONFLICT"],
  parameters: repeats,
  headers: (components) => {
    const { Vary: _, ...shared } = answerHeaders(components);
    return shared;
  },
  answer: (output) => output,
  failure: (codes) => {
    const error = { type: "string", enum: [...new Set(codes.map(reason))] };
    const message = { type: "string", description: "Safe to show to people. Says what to do." };
    return codes.includes("BAD_USER_INPUT")
      ? objectOf({ error, message, details: mistakes })
      : objectOf({ error, message });
  },
  failureExample: (code, message) => {
    const mistakes = code === "BAD_USER_INPUT" ? [{ path: "limit", message: "must be at most 100" }] : [];
    return memoryFailure(new Failure(code, message, { mistakes })).body;
  },
  failureText: (code) => ({ ...failureTexts[code], ...texts[code] }),
};

const reason = (code: FailureCode) => STATUS_CODES[httpStatus[code]] as string;

const mistakes = {
  type: "array",
  description: "Each mistake in the input.",
  items: objectOf({
    path: {
      type: "string",
      description: "The field, such as `metadata.topic` or `scopes[1]`. Empty for the input as a whole.",
    },
    message: { type: "string" },
  }),
};

/** Texts of codes that mean something else here than in the image API. */
const texts: { readonly [Code in FailureCode]?: { when?: string; message?: string } } = {
  BAD_USER_INPUT: { message: "limit: must be at most 100." },
  INVALID_API_KEY: { when: "The key is mistyped, unknown, expired or revoked." },
  FORBIDDEN: {
    when: "The key lacks the scope, the tenant is suspended, or a limit in its settings is reached.",
    message: "API key lacks required scope: memory:write",
  },
  RESOURCE_NOT_FOUND: {
    when: "The record does not exist in this tenant.",
    message: fail.missing("conversation").message,
  },
  CONFLICT: {
    when: "An email address, an `external_ref` or an `Idempotency-Key` is taken, or the current state does not allow this.",
    message: "external_ref: already belongs to another user of this tenant.",
  },
  PAYLOAD_TOO_LARGE: { when: "The body is larger than 1 MB.", message: "The body is larger than 1 MB." },
};
