/** Whether a redirect address is one address. better-auth takes `*` as a letter, and people would read it as a wildcard. */
export const isOneAddress = (uri: string): boolean => !uri.includes("*");

/** Whether an app is called back on the person's device: by a scheme of its own, or at the device itself. */
export function isOnDevice(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname } = new URL(uri);
  if (protocol === "https:") return false;
  return protocol !== "http:" || ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

// A browser would run or show what follows.
const ofNoApp = ["javascript:", "data:", "vbscript:", "file:", "blob:", "about:"];

/** Whether people may be sent to an address after a decision: https, or on their device. */
export function isRedirectAddress(uri: string): boolean {
  const url = URL.parse(uri);
  if (!url || ofNoApp.includes(url.protocol) || uri.includes("#")) return false;
  return isOneAddress(uri) && (url.protocol === "https:" || isOnDevice(uri));
}
