import type { Access } from "../../kernel/access.ts";
import type { FailureCode } from "../../kernel/failure.ts";
import { httpStatus } from "../http/failures.ts";
import type { Placed } from "./dialect.ts";

/** The failures of a route by HTTP status: those that its access and input imply, its own, and `always`. */
export function failuresOf(
  { operation: { access, fails = [] }, method }: Placed,
  always: readonly FailureCode[],
): Map<number, FailureCode[]> {
  const body: FailureCode[] = method === "GET" ? [] : ["PAYLOAD_TOO_LARGE"];
  return byStatus([...always, ...impliedBy(access), "BAD_USER_INPUT", ...body, ...fails]);
}

function impliedBy(access: Access): FailureCode[] {
  switch (access.kind) {
    case "anonymous":
      return [];
    case "operator":
    case "account":
    case "role":
      return ["FORBIDDEN"];
    case "key":
      return ["UNAUTHENTICATED", "INVALID_API_KEY"];
    case "scope":
      return [...impliedBy({ kind: "key" }), "FORBIDDEN"];
    case "organization":
      return [
        ...impliedBy({ kind: "key" }),
        "ORGANIZATION_NOT_FOUND",
        ...(access.level === "write" ? (["API_KEY_READ_ONLY"] as const) : []),
      ];
    case "library":
      return [
        ...impliedBy({ kind: "organization", level: "read" }),
        "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY",
        ...(access.person ? (["APPROVAL_REQUIRES_USER"] as const) : []),
      ];
  }
}

/** Distinct codes by status, the lowest status first. */
export function byStatus(codes: readonly FailureCode[]): Map<number, FailureCode[]> {
  const unique = [...new Set(codes)].sort((a, b) => httpStatus[a] - httpStatus[b]);
  return Map.groupBy(unique, (code) => httpStatus[code]);
}
