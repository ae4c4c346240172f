import type { z } from "zod";
import type { Mistake } from "./failure.ts";

// A hostile body can hold thousands of mistakes, and a person only needs the first few.
const issuesMax = 5;

/** The first few mistakes of an input. */
export const mistakesOf = (issues: readonly z.core.$ZodIssue[]): Mistake[] =>
  issues.slice(0, issuesMax).map((issue) => ({ path: path(issue.path), message: reason(issue) }));

/** The mistakes of an input as one text: `assetIds[3]: must be text. slug: …`. */
export function describeIssues(issues: readonly z.core.$ZodIssue[]): string {
  const sentences = mistakesOf(issues).map(({ path, message }) =>
    path ? `${path}: ${message}.` : `${capitalised(message)}.`,
  );
  const more = issues.length - sentences.length;
  return more > 0 ? `${sentences.join(" ")} And ${more} more.` : sentences.join(" ");
}

function reason(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "unrecognized_keys":
      return `unknown field${issue.keys.length === 1 ? "" : "s"} ${issue.keys.slice(0, issuesMax).map(quoted).join(", ")}`;
    case "invalid_type":
      return issue.input === undefined && issue.message.endsWith("undefined")
        ? "is required"
        : `must be ${article(issue.expected)}`;
    case "too_small":
      return bound("at least", issue.minimum, issue.origin);
    case "too_big":
      return bound("at most", issue.maximum, issue.origin);
    case "invalid_value":
      return `must be ${issue.values.map((value) => quoted(String(value))).join(" or ")}`;
    case "invalid_key":
      return `its name ${issue.issues[0] ? reason(issue.issues[0]) : "is invalid"}`;
    default:
      return issue.message;
  }
}

function bound(side: string, limit: number | bigint, origin: string): string {
  if (origin === "string") return `must have ${side} ${limit} character${limit === 1 ? "" : "s"}`;
  if (origin === "array") return `must have ${side} ${limit} item${limit === 1 ? "" : "s"}`;
  return `must be ${side} ${limit}`;
}

const names: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a JSON object",
  record: "a JSON object",
};
const article = (expected: string) => names[expected] ?? expected;

// Callers choose field names, so they are shortened.
const quoted = (name: string) => `'${name.length > 40 ? `${name.slice(0, 40)}…` : name}'`;
const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function path(segments: readonly PropertyKey[]): string {
  return segments
    .map((s, i) => (typeof s === "number" ? `[${s}]` : `${i === 0 ? "" : "."}${String(s).slice(0, 40)}`))
    .join("");
}
