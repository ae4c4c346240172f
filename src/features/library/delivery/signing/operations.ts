import { randomBytes } from "node:crypto";
import { z } from "zod";
import { granted } from "../../../../kernel/access.ts";
import { fail } from "../../../../kernel/failure.ts";
import { LibraryId, OrganizationId, text } from "../../../../kernel/fields.ts";
import { dayMs } from "../../../../platform/clock.ts";
import { AssetId } from "../../assets/asset.ts";
import { defineOperation, type LibraryServices } from "../../services.ts";
import { formerKeysWith } from "../../signing/signature.ts";
import { signedLink } from "./sign-link.ts";
import * as store from "./store.ts";

const assets = "/organizations/:organizationId/libraries/:libraryId/assets";
const readHere = { kind: "library", level: "read", fields: ["libraryId"] } as const;

const LinkQuery = text(1000)
  .default("")
  .meta({
    description: "Empty: the file as it is.",
    examples: ["w=800&rot=90&fm=webp"],
  });

const Lifetime = z
  .int()
  .min(1)
  .max(10 * 365 * 86_400)
  .optional()
  .meta({ description: "Never expires when not given.", examples: [3600] });

const ExpiresAt = z.iso.datetime().nullable().meta({ description: "null if it never expires." });

const Url = z.string().meta({
  format: "uri",
  examples: ["https://pictures.example.com/cdn/acme-co/barcelona/V1StGXR8_Z5?w=800&rot=90&s=x3n…"],
});

export const getAssetLink = defineOperation({
  name: "getAssetLink",
  noun: "Assets",
  summary: "Get a signed link to an asset",
  description:
    "A signed link may ask for exact sizes and for every parameter, and may expire. It works for everyone who has it.",
  access: readHere,
  input: z.strictObject({
    organizationId: OrganizationId,
    libraryId: LibraryId,
    assetId: AssetId,
    query: LinkQuery,
    expiresInSeconds: Lifetime,
  }),
  output: z.object({ url: Url, expiresAt: ExpiresAt }),
  fails: ["RESOURCE_NOT_FOUND"],
  rest: { method: "POST", path: `${assets}/:assetId/link` },
  mcp: {
    tool: "get_asset_link",
    title: "Get a signed link",
    description:
      "Returns a link to an asset in any size and look, by imgix's parameters: `query` is such as `w=800&rot=90&fm=webp`. " +
      "w, h, fit, crop, ar, dpr, q, fm and auto alone need no signature: add them to its `url` yourself.",
    effect: "read",
  },
  async run(services, { libraryId, assetId, query, expiresInSeconds }, caller) {
    const library = granted(caller, libraryId);
    const found = await store.linkable(services.database, library.id, [assetId]);
    if (!found.has(assetId)) throw fail.missing("asset");
    const { link, expires } = await linker(services, caller.organization, libraryId, expiresInSeconds);
    return { url: link(assetId, query), expiresAt: expires?.toISOString() ?? null };
  },
});

const linksMax = 500;

export const getAssetLinks = defineOperation({
  name: "getAssetLinks",
  noun: "Assets",
  summary: "Get signed links to up to 500 assets",
  description: "In the order of the request. `url` is null for an asset that does not exist.",
  access: readHere,
  input: z.strictObject({
    organizationId: OrganizationId,
    libraryId: LibraryId,
    links: z
      .array(z.strictObject({ assetId: AssetId, query: LinkQuery }))
      .min(1)
      .max(linksMax),
    expiresInSeconds: Lifetime,
  }),
  output: z.object({
    links: z.array(z.object({ assetId: z.string(), url: Url.nullable() })),
    expiresAt: ExpiresAt,
  }),
  rest: { method: "POST", path: `${assets}/links` },
  async run(services, { libraryId, links, expiresInSeconds }, caller) {
    const library = granted(caller, libraryId);
    const ids = links.map(({ assetId }) => assetId);
    const found = await store.linkable(services.database, library.id, ids);
    const { link, expires } = await linker(services, caller.organization, libraryId, expiresInSeconds);
    return {
      links: links.map(({ assetId, query }) => ({
        assetId,
        url: found.has(assetId) ? link(assetId, query) : null,
      })),
      expiresAt: expires?.toISOString() ?? null,
    };
  },
});

async function linker(
  { database, config, secret, clock }: LibraryServices,
  organization: { id: number; slug: string },
  librarySlug: string,
  seconds: number | undefined,
) {
  const salts = await store.linkKeys(database, organization.id);
  const expires = seconds === undefined ? undefined : new Date(clock.now().getTime() + seconds * 1000);
  const link = (assetId: string, query: string) =>
    signedLink({ config, secret, salts }, `${organization.slug}/${librarySlug}/${assetId}`, query, expires);
  return { link, expires };
}

const saltBytes = 16;

export const rotateLinkKey = defineOperation({
  name: "rotateLinkKey",
  noun: "Organizations",
  summary: "Sign links with a new key",
  description: "Links signed before keep working for the given number of days.",
  access: { kind: "role", role: "owner" },
  input: z.strictObject({
    organizationId: OrganizationId,
    formerDays: z
      .int()
      .min(0)
      .max(365)
      .default(7)
      .meta({ description: "How long links signed before keep working. 0 ends them at once." }),
  }),
  output: z.object({ formerLinksUntil: z.iso.datetime() }),
  changesKeys: true, // Postgres notifies of every change of an organization
  audit: ({ formerDays }) => ({ formerDays }),
  async run({ database, clock }, { formerDays }, caller) {
    const now = clock.now();
    const until = new Date(now.getTime() + formerDays * dayMs).toISOString();
    await database.transaction(async (tx) => {
      const { linkSalt, formerLinkKeys } = await store.lockLinkKeys(tx, caller.organization.id);
      const present = { salt: linkSalt.toString("hex"), sealedKey: null, until };
      await store.setLinkKeys(tx, caller.organization.id, {
        linkSalt: randomBytes(saltBytes),
        formerLinkKeys: formerKeysWith(present, formerLinkKeys, now),
      });
    });
    return { formerLinksUntil: until };
  },
});
