import type { FailureCode } from "../../kernel/failure.ts";
import type { Components } from "./components.ts";
import type { Dialect } from "./dialect.ts";

/** The response for these codes, with an example of each. It is a component, since many routes share it. */
export function failureResponse(
  status: number,
  codes: readonly FailureCode[],
  dialect: Dialect,
  components: Components,
): { $ref: string } {
  return components.add("responses", dialect.prefix + codes.map(pascalCase).join("Or"), {
    description: description(codes, dialect),
    headers: { ...dialect.headers(components), ...headersOf(status, components) },
    content: { "application/json": { schema: dialect.failure(codes), examples: examples(codes, dialect) } },
  });
}

function description(codes: readonly FailureCode[], dialect: Dialect): string {
  if (codes.length === 1) return dialect.failureText(codes[0] as FailureCode).when;
  return codes.map((code) => `- \`${code}\`: ${dialect.failureText(code).when}`).join("\n");
}

function examples(codes: readonly FailureCode[], dialect: Dialect): object {
  const entries = codes.map((code) => {
    const { message } = dialect.failureText(code);
    return [code, { summary: code, value: dialect.failureExample(code, message) }];
  });
  return Object.fromEntries(entries);
}

function headersOf(status: number, components: Components): Record<string, object> {
  if (status === 401) {
    const challenge = {
      description: "How to authenticate.",
      required: true,
      schema: { type: "string", const: "Bearer" },
    };
    return { "WWW-Authenticate": components.add("headers", "WwwAuthenticate", challenge) };
  }
  if (status === 429 || status === 503) {
    const wait = {
      description: "How many seconds to wait before trying again.",
      schema: { type: "integer", minimum: 1, examples: [30] },
    };
    return { "Retry-After": components.add("headers", "RetryAfter", wait) };
  }
  return {};
}

const pascalCase = (code: string) =>
  code
    .split("_")
    .map((word) => `${word.charAt(0)}${word.slice(1).toLowerCase()}`)
    .join("");
