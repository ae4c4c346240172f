import type { FastifyReply, FastifyRequest } from "fastify";
import { Failure, fail } from "../../kernel/failure.ts";
import { asFailure } from "../../kernel/fault.ts";
import { bearerChallenge } from "./bearer-challenge.ts";
import { httpStatus } from "./failures.ts";
import type { HttpServices } from "./services.ts";

/** Answers any thrown value in the error envelope. Anything but a `Failure` is logged and answered as a request id. */
export function answerFailure(
  services: HttpServices,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
): FastifyReply {
  const failure = requestFailure(services, request, error);
  return reply
    .code(httpStatus[failure.code])
    .headers({ ...failureHeaders(failure), vary: "Api-Version" })
    .type("application/json; charset=utf-8")
    .serializer(JSON.stringify)
    .send({ error: { code: failure.code, message: failure.message } });
}

/** The headers of a failure, for any shape of body. */
export function failureHeaders(failure: Failure): Record<string, string> {
  const { retryAfterSeconds } = failure;
  const challenge = bearerChallenge(failure);
  return {
    "cache-control": "no-store",
    ...(challenge && { "www-authenticate": challenge }),
    ...(retryAfterSeconds !== undefined && { "retry-after": String(retryAfterSeconds) }),
  };
}

/** Turns any thrown value into a `Failure`. Unexpected errors are logged and become a request id. */
export function requestFailure(services: HttpServices, request: FastifyRequest, error: unknown): Failure {
  if ((error as { code?: string }).code === "FST_ERR_BAD_URL") {
    return fail.input(`The URL ${shortPath(request.url)} is malformed. Check its percent-encoding.`);
  }
  // Fastify's own errors (unsupported media type, a client that hung up) carry a 4xx status and a plain message.
  if (
    !(error instanceof Failure) &&
    error instanceof Error &&
    "statusCode" in error &&
    typeof error.statusCode === "number" &&
    error.statusCode < 500
  ) {
    return error.statusCode === 413 ? fail.tooLarge("The request is too large.") : fail.input(error.message);
  }
  return asFailure(services.log, { requestId: request.id }, error);
}

/** A path for messages, without its query and cut, since it comes from the caller. */
export const shortPath = (url: string) => (url.split("?")[0] ?? "").slice(0, 100);
