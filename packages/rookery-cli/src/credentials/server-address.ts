import { usage } from "../failure.ts";

/** Whether a server runs on this machine, where plain HTTP is safe. */
export const isLocal = ({ hostname }: URL): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);

/** A server's address as it is kept: with a scheme, without a slash at the end. */
export function serverAddress(given: string): string {
  const text = given.includes("://") ? given : `${isLocalName(given) ? "http" : "https"}://${given}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw usage(`'${given}' is no address. Write it like https://rookery.example.com.`);
  }
  if (url.username || url.password || url.search || url.hash) {
    throw usage(
      "A server's address has no user, query or fragment. Write it like https://rookery.example.com.",
    );
  }
  if (url.protocol === "http:" && !isLocal(url)) {
    throw usage(`Use https://${url.host}: a key sent over plain HTTP can be read on the way.`);
  }
  return url.href.replace(/\/+$/, "");
}

const isLocalName = (given: string): boolean => /^(localhost|127\.|\[::1\])/.test(given);
