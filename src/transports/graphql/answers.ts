import type { GraphQLError } from "graphql";
import type { Plugin } from "graphql-yoga";
import type { Failure } from "../../kernel/failure.ts";
import { failureHeaders } from "../http/answer-failure.ts";
import { httpStatus } from "../http/failures.ts";
import type { HttpServices } from "../http/services.ts";
import type { GraphqlContext } from "./context.ts";
import { presentError } from "./errors.ts";
import { asksForDocument } from "./persisted-queries.ts";

interface Result {
  data?: unknown;
  errors?: readonly GraphQLError[];
}

/**
 * Writes every answer: its data, `errors[].extensions` as in the contract, and the highest status of the errors as the
 * HTTP status.
 */
export function contractAnswers(services: HttpServices): Plugin<object, GraphqlContext> {
  return {
    onResultProcess({ request, serverContext: { credentials }, setResultProcessor }) {
      const accepted = request.headers.get("accept") ?? "";
      const mediaType = accepted.includes(responseType) ? responseType : "application/json";
      const legacy = mediaType === "application/json" && accepted.includes(mediaType);
      setResultProcessor((result, { Response }) => {
        const { data, errors } = result as Result;
        const headers = { "content-type": `${mediaType}; charset=utf-8` };
        if (!errors?.length) return new Response(JSON.stringify({ data }), { status: 200, headers });
        const presented = errors.map((error) => presentError(services, credentials.requestId, error));
        const failures = presented.map(({ failure }) => failure);
        return new Response(JSON.stringify({ errors: presented.map(({ error }) => error), data }), {
          status:
            errors.every(asksForDocument) || (legacy && errors.every(isOfDocument))
              ? 200
              : highestStatus(failures),
          headers: Object.assign(headers, ...failures.map(failureHeaders)),
        });
      }, mediaType);
    },
  };
}

const responseType = "application/graphql-response+json";

const highestStatus = (failures: readonly Failure[]) =>
  Math.max(...failures.map(({ code }) => httpStatus[code]));

// GraphQL over HTTP: with `application/json`, errors in the document are answered with status 200.
const isOfDocument = ({ extensions }: GraphQLError) => extensions.http?.spec === true;
