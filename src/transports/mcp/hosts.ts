import { isIP } from "node:net";
import type { Config } from "../../config.ts";

/** Whether a host name is MCP's own: `mcp.example.com`. */
export const isMcpHost = (hostname: string | undefined): boolean =>
  hostname?.toLowerCase().startsWith("mcp.") === true;

/**
 * Whether a request was meant for this server. DNS rebinding makes a name of an attacker's point here, so unknown names are
 * refused; addresses cannot be rebound.
 */
export function isAllowedHost({ publicUrl }: Pick<Config, "publicUrl">, hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/^\[|\]$/g, "");
  return name === "localhost" || isIP(name) !== 0 || name === new URL(publicUrl).hostname || isMcpHost(name);
}

/** Whether the page that sent a request, if a page did, is of this server or this machine. */
export function isAllowedOrigin(config: Pick<Config, "publicUrl">, origin: string | undefined): boolean {
  if (origin === undefined) return true;
  const url = URL.parse(origin);
  return url !== null && isAllowedHost(config, url.hostname);
}
