import { GraphQLError } from "graphql";
import { Failure, type FailureCode, fail } from "../../kernel/failure.ts";
import { httpStatus } from "../http/failures.ts";
import type { HttpServices } from "../http/services.ts";
import { asksForDocument } from "./persisted-queries.ts";

/** An error in the contract's shape, and its failure. */
export interface PresentedError {
  error: GraphQLError;
  failure: Failure;
}

/**
 * Adds `extensions` to an execution error: `code`, `http.status`, and sometimes a `reason`. Unexpected errors are logged and
 * shown as a request id.
 */
export function presentError(services: HttpServices, requestId: string, error: GraphQLError): PresentedError {
  const cause = causeOf(error);
  if (cause instanceof Failure) return present(cause, error);
  if (cause instanceof GraphQLError && asksForDocument(cause)) {
    return present(ofTheRequest(cause), error, cause.extensions);
  }
  if (cause instanceof GraphQLError) return present(ofTheRequest(cause), error, reasonOf(cause));
  services.log.error({ err: cause, requestId }, "unexpected fault");
  return present(fail.ourFault(requestId), error);
}

/** The `extensions` of a failure. */
export function failureExtensions({ code }: Failure): Record<string, unknown> {
  const http = { status: httpStatus[code] };
  return code === "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY"
    ? { code: "UNAUTHORIZED", reason: code, http }
    : { code, http };
}

function causeOf(error: Error): Error {
  return error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error;
}

/** GraphQL's own errors are mistakes in the request. They have a status, but not our codes. */
function ofTheRequest({ message, extensions }: GraphQLError): Failure {
  const codes: Partial<Record<number, FailureCode>> = { 405: "METHOD_NOT_ALLOWED", 413: "PAYLOAD_TOO_LARGE" };
  return new Failure(codes[extensions.http?.status ?? 400] ?? "BAD_USER_INPUT", message);
}

function reasonOf({ extensions: { code } }: GraphQLError): { reason?: string } {
  return typeof code === "string" && code.startsWith("GRAPHQL_") ? { reason: code } : {};
}

function present(
  failure: Failure,
  { nodes, source, positions, path }: GraphQLError,
  more = {},
): PresentedError {
  const extensions = { ...failureExtensions(failure), ...more };
  return {
    failure,
    error: new GraphQLError(failure.message, { nodes, source, positions, path, extensions }),
  };
}
