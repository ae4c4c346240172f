import { randomBytes } from "node:crypto";
import { z } from "zod";
import { granted } from "../../../kernel/access.ts";
import { actorOf } from "../../../kernel/caller.ts";
import { fail } from "../../../kernel/failure.ts";
import { LibraryId, line, OrganizationId, Page, pageSize, text, UnixMs } from "../../../kernel/fields.ts";
import { linkTokenHash, newLinkToken } from "../../../platform/link-token.ts";
import { AskedTag, AssetId, tagKey } from "../assets/asset.ts";
import { assetsById } from "../assets/store.ts";
import { library as libraryById } from "../libraries/store.ts";
import { defineOperation } from "../services.ts";
import { countLiveShares, insertShare, revokeShare, type ShareRow, sharesOf } from "./store.ts";

const filesMax = 1_000;
const liveMax = 500;
const daysMax = 365;
const dayMs = 86_400_000;
const path = "/organizations/:organizationId/libraries/:libraryId/shares";
const inLibrary = { organizationId: OrganizationId, libraryId: LibraryId };

const ShareId = text(64).meta({ description: "Of the link, as listed.", examples: ["V1StGXR8_Z5a"] });

const ShareLink = z
  .object({
    id: z.string().meta({ examples: ["V1StGXR8_Z5a"] }),
    name: z.string().meta({ description: "The heading of the gallery.", examples: ["Summer in Porto"] }),
    files: z
      .int()
      .nullable()
      .meta({
        description: "How many files were chosen. null for a tag or a whole library.",
        examples: [12],
      }),
    tag: z
      .string()
      .nullable()
      .meta({ examples: [null] }),
    created: UnixMs,
    createdBy: z.string().meta({ examples: ["Ada"] }),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: "ShareLink" });

const linkOf = ({ chosen, expiresAt, ...share }: ShareRow) => ({
  ...share,
  files: chosen,
  expiresAt: expiresAt.toISOString(),
});

export const createShareLink = defineOperation({
  name: "createShareLink",
  noun: "Sharing",
  summary: "Share files by a link to a public gallery",
  description:
    "Everyone who has the link sees the gallery until it expires or is revoked. It shows the chosen files, those with a tag, " +
    "or the whole library, also what is added later. Files that are trashed or moved to another library disappear at once. " +
    "Tags, descriptions and people are not shown. The link is only told here.",
  access: { kind: "library", level: "write", fields: ["libraryId"] },
  input: z.strictObject({
    ...inLibrary,
    assetIds: z
      .array(AssetId)
      .min(1)
      .max(filesMax)
      .optional()
      .meta({ description: "In the order to show. All files when not given." }),
    tag: AskedTag.optional().meta({ description: "Instead of ids." }),
    name: line(200)
      .transform((name) => name.trim())
      .pipe(z.string().min(1))
      .optional()
      .meta({ description: "The heading." }),
    expiresInDays: z.int().min(1).max(daysMax).default(30),
  }),
  output: ShareLink.extend({
    url: z.string().meta({ description: "Opens the gallery, without signing in." }),
  }),
  fails: ["RESOURCE_NOT_FOUND", "CONFLICT"],
  rest: { method: "POST", path, status: 201 },
  mcp: {
    tool: "create_share_link",
    title: "Share files by a link",
    description:
      "Returns a link to a public gallery of assets, of those with a tag, or of a whole library. Anyone who has it can look and download.",
    effect: "create",
  },
  limits: (_input, caller) => [
    { bucket: `share links ${caller.organization.id}`, max: 500, windowSeconds: dayMs / 1000 },
  ],
  audit: ({ libraryId, tag, expiresInDays }, { id, name, files }) => ({
    libraryId,
    shareId: id,
    name,
    ...(files !== null && { count: files }),
    ...(tag !== undefined && { tags: [tag] }),
    expiresInDays,
  }),
  async run({ database, clock, config }, { libraryId, assetIds, tag, name, expiresInDays }, caller) {
    const library = granted(caller, libraryId, "write").id;
    if (assetIds && tag !== undefined) throw fail.input("tag: send either assetIds or tag.");
    const chosen = assetIds && [...new Set(assetIds)];
    if (chosen && (await assetsById(database, library, chosen)).length < chosen.length)
      throw fail.missing("asset");
    const now = clock.now();
    if ((await countLiveShares(database, library, now)) >= liveMax) {
      throw fail.conflict(
        `A library can have ${liveMax} share links. Revoke some that are no longer needed.`,
      );
    }
    const token = newLinkToken();
    const share = {
      id: randomBytes(9).toString("base64url"),
      name: name ?? (await libraryById(database, caller.organization.id, library)).name ?? libraryId,
      tag: tag ?? null,
      createdBy: actorOf(caller).name,
      expiresAt: new Date(now.getTime() + expiresInDays * dayMs),
    };
    await insertShare(database, library, {
      ...share,
      tokenSha256: linkTokenHash(token),
      assetIds: chosen ?? null,
      tagKey: tag === undefined ? null : tagKey(tag),
      creatorId: actorOf(caller).id,
      createdAt: now,
    });
    const row = { ...share, chosen: chosen?.length ?? null, created: now.getTime() };
    return { ...linkOf(row), url: `${config.publicUrl}/s/${token}` };
  },
});

export const listShareLinks = defineOperation({
  name: "listShareLinks",
  noun: "Sharing",
  summary: "List a library's share links, newest first",
  description: "Expired ones are listed for 90 days. The links themselves are not stored.",
  access: { kind: "library", level: "read", fields: ["libraryId"] },
  input: z.strictObject({ ...inLibrary, page: Page, pageSize: pageSize(50, 500) }),
  output: z.array(ShareLink),
  rest: { method: "GET", path },
  async run({ database }, { libraryId, page, pageSize }, caller) {
    const range = { offset: (page - 1) * pageSize, limit: pageSize };
    return (await sharesOf(database, granted(caller, libraryId).id, range)).map(linkOf);
  },
});

export const revokeShareLink = defineOperation({
  name: "revokeShareLink",
  noun: "Sharing",
  summary: "Revoke a share link",
  description: "The gallery and its files end at once. Permanent links to the files keep working.",
  access: { kind: "library", level: "write", fields: ["libraryId"] },
  input: z.strictObject({ ...inLibrary, shareId: ShareId }),
  output: z.object({ id: z.string() }),
  fails: ["RESOURCE_NOT_FOUND"],
  rest: { method: "DELETE", path: `${path}/:shareId` },
  audit: ({ libraryId, shareId }) => ({ libraryId, shareId }),
  async run({ database, clock }, { libraryId, shareId }, caller) {
    const library = granted(caller, libraryId, "write").id;
    if (!(await revokeShare(database, library, shareId, clock.now()))) throw fail.missing("share link");
    return { id: shareId };
  },
});
