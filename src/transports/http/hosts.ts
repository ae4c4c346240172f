import { isIP } from "node:net";
import { isLoopback } from "../../kernel/address.ts";
import type { Config } from "../../platform/config.ts";

/** Whether a host name is MCP's own: `mcp.example.com`. */
export const isMcpHost = (hostname: string | undefined): boolean =>
  hostname?.toLowerCase().startsWith("mcp.") === true;

/**
 * Whether a request was meant for this server. DNS rebinding makes a name of an attacker's point here, so unknown names are
 * refused; addresses cannot be rebound.
 */
export function isAllowedHost(config: Pick<Config, "publicUrl">, hostname: string): boolean {
  const name = bare(hostname);
  return isOwnName(config, name) || isIP(name) !== 0 || isMcpHost(name);
}

/** Whether the page that sent a request, if a page did, is of this server or this machine. */
export function isAllowedOrigin(config: Pick<Config, "publicUrl">, origin: string | undefined): boolean {
  return origin === undefined || isOwnName(config, bare(URL.parse(origin)?.hostname ?? ""));
}

function isOwnName({ publicUrl }: Pick<Config, "publicUrl">, name: string): boolean {
  const own = bare(new URL(publicUrl).hostname);
  return name === own || name === `mcp.${own}` || name === "localhost" || isLoopback(name);
}

const bare = (hostname: string) => hostname.toLowerCase().replace(/^\[|\]$/g, "");
