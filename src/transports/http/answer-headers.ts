/**
 * Security headers of every answer, as Helmet sets them. Other sites may embed files (`cross-origin`), and pages set a
 * policy of their own. They are constants, so no plugin has to compute them for each answer.
 */
export const securityHeaders = {
  "content-security-policy": "default-src 'none';frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "cross-origin",
  "origin-agent-cluster": "?1",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "x-dns-prefetch-control": "off",
  "x-download-options": "noopen",
  "x-frame-options": "SAMEORIGIN",
  "x-permitted-cross-domain-policies": "none",
  "x-xss-protection": "0",
};

/** Any page may call, since callers authenticate by key, which browsers never send on their own. */
export const corsHeaders = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers":
    "Retry-After, RateLimit, RateLimit-Policy, X-Request-Id, Idempotent-Replayed, ETag, Content-Range, Accept-Ranges, Content-Length, " +
    "Location, Mcp-Session-Id, Tus-Resumable, Tus-Version, Tus-Extension, Tus-Max-Size, Tus-Checksum-Algorithm, Upload-Offset, Upload-Length, " +
    "Upload-Metadata, Upload-Expires, Asset-Id, Asset-Url, Duplicate-Of",
};

/** Headers of every answer. */
export const headersOfAll = { ...securityHeaders, ...corsHeaders };

/** Headers that make a browser send a preflight before a form. Any value will do: see `graphql/csrf.ts`. */
export const preflightHeaders = [
  "Apollo-Require-Preflight",
  "X-Apollo-Operation-Name",
  "GraphQL-Require-Preflight",
  "X-Requested-With",
] as const;

/** The answer to a browser's preflight request. */
export const corsPreflightHeaders = {
  "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
  "access-control-allow-headers": [
    "Authorization",
    "Content-Type",
    "Api-Version",
    "Range",
    "If-None-Match",
    "If-Modified-Since",
    "Idempotency-Key",
    "Tus-Resumable",
    "Upload-Length",
    "Upload-Offset",
    "Upload-Metadata",
    "Upload-Checksum",
    "X-HTTP-Method-Override",
    "X-Encryption-Key",
    "Mcp-Protocol-Version",
    "Mcp-Method",
    "Mcp-Name",
    "Mcp-Session-Id",
    ...preflightHeaders,
  ].join(", "),
  "access-control-max-age": "86400",
  "content-length": "0",
};
