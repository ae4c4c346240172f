import { isIP } from "node:net";
import { isLoopback } from "../../kernel/address.ts";
import type { Config } from "../../platform/config.ts";

/** Whether a host name serves only MCP, such as `mcp.example.com`. */
export const isMcpHost = (hostname: string | undefined): boolean =>
  hostname?.toLowerCase().startsWith("mcp.") === true;

/**
 * Whether a request's host is this server. Unknown names are refused, since DNS rebinding can point an attacker's name
 * here. IP addresses cannot be rebound.
 */
export function isAllowedHost(config: Pick<Config, "publicUrl">, hostname: string): boolean {
  const name = bare(hostname);
  return isOwnName(config, name) || isIP(name) !== 0 || isMcpHost(name);
}

/** Whether a request's `Origin` is this server or this machine. A request without one comes from no web page. */
export function isAllowedOrigin(config: Pick<Config, "publicUrl">, origin: string | undefined): boolean {
  return origin === undefined || isOwnName(config, bare(URL.parse(origin)?.hostname ?? ""));
}

function isOwnName({ publicUrl }: Pick<Config, "publicUrl">, name: string): boolean {
  const own = bare(new URL(publicUrl).hostname);
  return name === own || name === `mcp.${own}` || name === "localhost" || isLoopback(name);
}

const bare = (hostname: string) => hostname.toLowerCase().replace(/^\[|\]$/g, "");
