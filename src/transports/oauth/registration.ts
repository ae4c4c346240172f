import { z } from "zod";
import { parseJson } from "../http/read-body.ts";

const Registration = z.looseObject({
  redirect_uris: z.array(z.string()).optional(),
  application_type: z.string().optional(),
});

/**
 * An app's registration as better-auth takes it (RFC 7591). Apps are public clients, whatever they ask for: a secret that every
 * copy of an app gets protects nothing. Apps that are called back on the person's device are native, also when they do not say so.
 */
export function asPublicClient(body: Buffer): Buffer {
  const parsed = Registration.safeParse(parseJson(body));
  if (!parsed.success) return body; // better-auth names what is wrong
  const { redirect_uris: redirectUris = [], application_type: type } = parsed.data;
  return Buffer.from(
    JSON.stringify({
      ...parsed.data,
      token_endpoint_auth_method: "none",
      application_type: redirectUris.some(isOnDevice) ? "native" : type,
    }),
  );
}

const isOnDevice = (uri: string): boolean => {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname } = new URL(uri);
  if (protocol === "https:") return false;
  return protocol !== "http:" || ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
};
