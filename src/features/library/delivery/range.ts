import type { IncomingHttpHeaders } from "node:http";
import type { ByteRange } from "../../../platform/blobs/blobs.ts";

/**
 * The part of a file that a `Range` header asks for. "whole" if the header is missing or ignored (several ranges, another
 * unit, invalid syntax), "unsatisfiable" if the range starts after the end. RFC 9110, section 14.
 */
export function requestedRange(
  header: string | undefined,
  bytes: number,
): ByteRange | "whole" | "unsatisfiable" {
  const match = header === undefined ? null : /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim());
  if (!match) return "whole";
  const [, first = "", last = ""] = match;
  if (first === "" && last === "") return "whole";
  if (first === "") {
    const suffix = Math.min(Number(last), bytes);
    return suffix === 0 ? "unsatisfiable" : { start: bytes - suffix, end: bytes - 1 };
  }
  const start = Number(first);
  const end = last === "" ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (last !== "" && Number(last) < start) return "whole";
  return start >= bytes ? "unsatisfiable" : { start, end };
}

/** Whether an `If-None-Match` list contains this ETag. Weak ones count, `*` matches all. */
export function namesTag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
}

/**
 * Whether the client's copy is current: by `If-None-Match`, or without it by `If-Modified-Since`, whose dates have no fractions
 * of seconds. RFC 9110, section 13.2.2.
 */
export function isCurrent(
  headers: IncomingHttpHeaders,
  { etag, modified }: { etag: string; modified: Date },
): boolean {
  const tags = headers["if-none-match"];
  if (tags !== undefined) return namesTag(tags, etag);
  const since = Date.parse(headers["if-modified-since"] ?? "");
  return Math.floor(modified.getTime() / 1000) * 1000 <= since; // false without a date
}
