import type { OAuthOptions } from "@better-auth/oauth-provider";
import { registerClientMetadataDocument } from "@better-auth/oauth-provider/internal";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { addressHeader, networkOf } from "../../../kernel/address.ts";
import { Failure } from "../../../kernel/failure.ts";
import type { RateLimits } from "../../../kernel/rate-limits.ts";
import { type Clock, hourMs } from "../../../platform/clock.ts";
import type { PublicFetch } from "../../../platform/net/public-fetch.ts";
import { isOneAddress } from "./redirect-address.ts";

interface Needs {
  publicFetch: PublicFetch;
  rateLimits: RateLimits;
  clock: Clock;
}

type Extension = NonNullable<OAuthOptions["extensions"]>[number];
type Discovery = Exclude<NonNullable<Extension["clientDiscovery"]>, unknown[]>;
type Context = Parameters<Discovery["resolve"]>[0];
type Client = NonNullable<Parameters<Discovery["resolve"]>[2]>;

// Documents have a few hundred bytes. A person waits for them.
const bounds = { bytesMax: 16 * 1024, withinMs: 5_000 };
const freshMs = hourMs;
// An app keeps working for a day while its site is down.
const staleMs = 24 * hourMs;
const failedMs = 60_000;
const fetchesPerHour = 60;

/** What we take from a document. Apps write it for many servers, so scopes that others have are left out. */
const Document = z.object({
  client_id: z.string(),
  client_name: z.string().max(200).optional(),
  client_uri: z
    .url({ protocol: /^https$/ })
    .max(2000)
    .optional(),
  redirect_uris: z.array(z.string().max(2000).refine(isOneAddress)).min(1).max(50),
  grant_types: z.array(z.string()).optional(),
  response_types: z
    .array(z.string())
    .transform((types) => types.filter((type) => type === "code"))
    .optional(),
  token_endpoint_auth_method: z.literal("none").default("none"),
  application_type: z.enum(["web", "native"]).optional(),
});

/** Whether a client id is the address of a metadata document: https, with a path, and written in one way only. */
export function isDocumentAddress(clientId: string): boolean {
  const url = URL.parse(clientId);
  if (!url || url.href !== clientId || url.protocol !== "https:") return false;
  return url.pathname !== "/" && url.username === "" && url.password === "" && !clientId.includes("#");
}

/**
 * Apps whose client id is the address of a document about them (client id metadata documents). A document is fetched from public
 * addresses only, without redirects, and kept for an hour.
 */
export function metadataDocuments(needs: Needs): Discovery {
  const id = "metadata-document";
  const failed = new LRUCache<string, true>({ max: 1_000, ttl: failedMs });

  async function resolve(ctx: Context, clientId: string, existing: Client | null): Promise<Client | null> {
    const age = existing?.updatedAt
      ? needs.clock.now().getTime() - existing.updatedAt.getTime()
      : Number.POSITIVE_INFINITY;
    if (age < freshMs) return existing;
    const known = age < staleMs ? existing : null;
    if (failed.has(clientId)) return known;
    // Who may not ask again is no sign that the document is wrong.
    if (!(await mayFetch(needs, ctx))) return known;
    try {
      const metadata = await read(needs.publicFetch, clientId);
      const provider = ctx.context.getPlugin("oauth-provider");
      if (!provider) return null;
      const { client } = await registerClientMetadataDocument(
        ctx,
        provider.options as OAuthOptions<string[]>,
        {
          metadata,
          clientId,
          clientDiscoveryId: id,
          ...(existing && { existingClient: existing }),
        },
      );
      return client;
    } catch (error) {
      failed.set(clientId, true);
      ctx.context.logger.info(`The metadata document of an app was refused: ${(error as Error).message}`);
      return known;
    }
  }

  return {
    id,
    matches: isDocumentAddress,
    resolve,
    discoveryMetadata: { client_id_metadata_document_supported: true },
  };
}

/** Strangers may name any address, so the fetches that one network causes are limited. */
async function mayFetch({ rateLimits }: Needs, { headers }: Context): Promise<boolean> {
  const address = headers?.get(addressHeader);
  if (!address) return true;
  return rateLimits.spendFrom(`oauth document ${networkOf(address)}`, fetchesPerHour, 3600).then(
    () => true,
    (error) => {
      if (error instanceof Failure && error.code === "RATE_LIMITED") return false;
      throw error;
    },
  );
}

async function read(publicFetch: PublicFetch, clientId: string): Promise<z.output<typeof Document>> {
  const document = Document.parse(JSON.parse(await publicFetch.document(clientId, bounds)));
  if (document.client_id !== clientId) throw new Error("It names another client_id");
  return document;
}
