/** Whether a URL leads to one of the allowed hosts: `host:port`, or `host` for the ports 80 and 443. */
export function isAllowed(url: URL, allowedHosts: readonly string[]): boolean {
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return allowedHosts.some((entry) => {
    const [, name, only] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
    // An address has several spellings, and a URL has one of them.
    if (URL.parse(`http://${name}`)?.hostname !== url.hostname) return false;
    return only === undefined ? port === "80" || port === "443" : Number(only) === Number(port);
  });
}
