import { failureCodes } from "../../kernel/failure.ts";
import { objectOf } from "../schema/json-schema.ts";
import { type Dialect, takesIdempotencyKey } from "./dialect.ts";
import { failureTexts } from "./failure-texts.ts";

const binary = { type: "string", format: "binary", contentMediaType: "application/octet-stream" };

/** The header that makes a retry safe, for operations that take it. */
export const repeats: Dialect["parameters"] = (components, placed) =>
  placed && takesIdempotencyKey(placed)
    ? [
        components.add("parameters", "IdempotencyKey", {
          name: "Idempotency-Key",
          in: "header",
          required: false,
          description:
            "Makes a retry safe: within a day, the same request with the same key is not run again but answered as before, " +
            "with `Idempotent-Replayed: true`. Another request with the key is a 400, one that is still running a 409. Calls " +
            "that fail can be sent again. Files are compared by name and content.",
          schema: {
            type: "string",
            minLength: 1,
            maxLength: 255,
            examples: ["8e03978e-40d5-43dd-bc93-6894a57f9324"],
          },
        }),
      ]
    : [];

/** The headers of every answer. */
export const answerHeaders: Dialect["headers"] = (components) => ({
  "X-Request-Id": components.add("headers", "XRequestId", {
    description: "Identifies this request in the server's log. Include it when you report an error.",
    required: true,
    schema: { type: "string", examples: ["req_5mJX2Qv0dYqk"] },
  }),
  Vary: components.add("headers", "Vary", {
    description: "Answers depend on the `Api-Version` header.",
    required: true,
    schema: { type: "string", examples: ["Api-Version"] },
  }),
  "RateLimit-Policy": components.add("headers", "RateLimitPolicy", {
    description:
      "The rate limits of the caller, if there are any: so many calls (`q`) in so many seconds (`w`).",
    schema: { type: "string", examples: ['"calls";q=600;w=60'] },
  }),
  RateLimit: components.add("headers", "RateLimit", {
    description: "How many calls are left (`r`), and in how many seconds the limits start again (`t`).",
    schema: { type: "string", examples: ['"calls";r=599;t=30'] },
  }),
});

export const keyScheme = "apiKey";

/** The image API in the version of a date: an `Api-Version`, answers under `data`, failures under `error`. */
export const restDialect = (date: string): Dialect => ({
  prefix: "",
  securityScheme: keyScheme,
  failsAlways: [
    "HTTPS_REQUIRED",
    "API_VERSION_REQUIRED",
    "RATE_LIMITED",
    "INTERNAL_SERVER_ERROR",
    "SERVICE_UNAVAILABLE",
  ],
  failsOnRepeat: ["CONFLICT"],
  parameters: (components, placed) => [
    components.add("parameters", "ApiVersion", {
      name: "Api-Version",
      in: "header",
      required: true,
      description: "The version of this API that your client was written for.",
      schema: { type: "string", enum: [date], examples: [date] },
    }),
    ...repeats(components, placed),
  ],
  headers: answerHeaders,
  answer: (output) => objectOf({ data: output }),
  failure: (codes) =>
    objectOf({
      error: objectOf({
        code: { type: "string", enum: failureCodes.filter((code) => codes.includes(code)) },
        message: { type: "string", description: "Safe to show to people. Says what to do." },
      }),
    }),
  failureExample: (code, message) => ({ error: { code, message } }),
  failureText: (code) => failureTexts[code],
  upload: ({ parentId, files = {} }, isOneFile) => ({
    required: true,
    content: {
      ...(isOneFile && { "application/octet-stream": { schema: { ...binary, description: "The file." } } }),
      "multipart/form-data": {
        schema: {
          type: "object",
          properties: {
            files: {
              type: "array",
              description: "The files; repeat the field for each.",
              minItems: files.minItems,
              maxItems: files.maxItems,
              items: binary,
            },
            ...(parentId && {
              parentId: { ...parentId, description: "Makes the one file a view of this asset." },
            }),
          },
          required: ["files"],
        },
      },
    },
  }),
});
