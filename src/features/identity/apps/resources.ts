/** The protected resources of RFC 8707: what a token can be meant for. */
export const resourcesOf = (publicUrl: string): string[] =>
  ["", "/", "/mcp", "/mcp/oauth", "/graphql"].map((path) => publicUrl + path);
