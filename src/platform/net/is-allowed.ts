/** Whether a URL leads to one of the allowed hosts: `host:port`, or `host` for the ports 80 and 443. */
export function isAllowed(url: URL, allowedHosts: readonly string[]): boolean {
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return allowedHosts.some((allowed) => {
    const entry = allowed.toLowerCase();
    if (entry === `${url.hostname}:${port}`) return true;
    return entry === url.hostname && (port === "80" || port === "443");
  });
}
