import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { create as contentDisposition } from "content-disposition";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { zipEntries } from "../../features/library/assets/download/zip-entries.ts";
import { fullSize, openOriginal, rendition } from "../../features/library/delivery/deliveries.ts";
import { openRendition } from "../../features/library/delivery/renditions.ts";
import { send } from "../../features/library/delivery/send.ts";
import type { LibraryServices } from "../../features/library/services.ts";
import {
  findShare,
  type Share,
  sharedAsset,
  sharedFiles,
  sharedPage,
  sharedSize,
} from "../../features/library/shares/store.ts";
import { networkOf } from "../../kernel/address.ts";
import { fail } from "../../kernel/failure.ts";
import { type RenditionName, renditionNames } from "../../media/renditions/names.ts";
import { isDrawn } from "../../media/sniff/is-picture.ts";
import { linkTokenHash } from "../../platform/link-token.ts";
import { openZip } from "../../platform/zip.ts";
import { baseStyle } from "../http/base-style.ts";
import { cachedDocument, forever, sendDocument } from "../http/cached-document.ts";
import { endedPage, galleryPage } from "./page.ts";

const pageSize = 120;
// As of `createDownload`.
const filesMax = 5_000;
const bytesMax = 10 * 1024 ** 3;
const guessesPerHour = 60;
const zipsPerHour = 30;
const hourSeconds = 3600;

// The pages in place of a gallery have an inline style and no script.
const policy = (styles: "'self'" | "'unsafe-inline'") =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styles}`,
    "img-src 'self' data:",
    "media-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");

// The link can end at any time, so no shared cache keeps anything.
const briefly = "private, max-age=300";

type Params = { token: string; id: string; version: string; file: string };

/**
 * `/s/<token>`: public galleries, by links of `createShareLink`. Their files are served here, without private metadata, so that
 * they end with the link.
 */
export async function shareRoutes(app: FastifyInstance, services: LibraryServices): Promise<void> {
  const fullScreen = await readFile(join(import.meta.dirname, "full-screen.css"), "utf8");
  const [style, script] = await Promise.all([
    read("gallery.css", "text/css", baseStyle + fullScreen),
    read("gallery.js", "text/javascript"),
  ]);
  const version = `${style.etag}${script.etag}`.replace(/\W/g, "");
  const { database } = services;

  app.addHook("onRequest", async (_request, reply) => {
    reply.headers({
      "content-security-policy": policy("'self'"),
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex, nofollow",
      "x-content-type-options": "nosniff",
    });
  });
  app.get("/s/-/gallery.css", (request, reply) => sendDocument(request, reply, style, forever));
  app.get("/s/-/gallery.js", (request, reply) => sendDocument(request, reply, script, forever));

  app.get<{ Params: Params; Querystring: { page?: string } }>("/s/:token", async (request, reply) => {
    const share = await findOr(services, request);
    if (share === undefined) return plain(reply.code(404), unknown);
    if (hasEnded(services, share)) return plain(reply.code(410), ended);
    const number = /^[1-9]\d{0,5}$/.test(request.query.page ?? "") ? Number(request.query.page) : 1;
    const range = { offset: (number - 1) * pageSize, limit: pageSize };
    const [assets, { files, bytes }] = await Promise.all([
      sharedPage(database, share, range),
      sharedSize(database, share, filesMax + 1),
    ]);
    const canDownloadAll = files > 1 && files <= filesMax && bytes <= bytesMax;
    const path = `/s/${request.params.token}`;
    return page(
      reply,
      galleryPage({
        ...{ path, name: share.name, files, filesMax, canDownloadAll, assets },
        ...{ page: number, pageSize, expiresAt: share.endsAt, version },
      }),
    );
  });

  app.get<{ Params: Params }>("/s/:token/all.zip", { exposeHeadRoute: false }, async (request, reply) => {
    const share = await live(services, request);
    await services.rateLimits.spendFrom(`share zip ${networkOf(request.ip)}`, zipsPerHour, hourSeconds);
    const files = await sharedFiles(database, share, filesMax);
    const config = { ...services.config, servePrivateMetadata: false };
    const zip = openZip(zipEntries({ blobs: services.blobs, config }, files));
    reply.headers({
      "content-type": "application/zip",
      "content-disposition": contentDisposition(`${share.name}.zip`),
      "cache-control": "private, no-store",
    });
    if (zip.bytes !== undefined) reply.header("content-length", zip.bytes);
    return reply.send(zip.stream);
  });

  app.get<{ Params: Params; Querystring: { inline?: string } }>(
    "/s/:token/:id/file",
    async (request, reply) => {
      const asset = await sharedAsset(database, await live(services, request), request.params.id);
      if (!asset) throw fail.missing("asset");
      const isDownload = request.query.inline === undefined;
      const delivery = fullSize(asset, asset.stripped, isDownload, briefly);
      return send(request, reply, delivery, () => openOriginal(services, asset, asset.stripped));
    },
  );

  app.get<{ Params: Params }>("/s/:token/:id/:version/:file", async (request, reply) => {
    const asset = await sharedAsset(database, await live(services, request), request.params.id);
    const name = renditionOf.get(request.params.file);
    if (!asset || !name || asset.failed || !isDrawn(asset.mediaType)) throw fail.missing("asset");
    return send(request, reply, rendition(asset, name, briefly), () => openRendition(services, asset, name));
  });
}

const renditionOf = new Map<string, RenditionName>(renditionNames.map((name) => [`${name}.webp`, name]));

const read = async (name: string, type: string, before = "") =>
  cachedDocument(type, before + (await readFile(join(import.meta.dirname, name), "utf8")));

/** The share of a link. Links that are none are counted, so that nobody can try many. */
async function findOr(
  { database, rateLimits }: LibraryServices,
  request: FastifyRequest<{ Params: Params }>,
): Promise<Share | undefined> {
  const share = await findShare(database, linkTokenHash(request.params.token));
  if (share) return share;
  await rateLimits.spendFrom(`share guess ${networkOf(request.ip)}`, guessesPerHour, hourSeconds);
  return undefined;
}

async function live(services: LibraryServices, request: FastifyRequest<{ Params: Params }>): Promise<Share> {
  const share = await findOr(services, request);
  if (!share || hasEnded(services, share)) throw fail.missing("share link");
  return share;
}

const hasEnded = ({ clock }: LibraryServices, { endsAt }: Share) => endsAt <= clock.now();

const page = (reply: FastifyReply, html: string): FastifyReply =>
  reply.type("text/html; charset=utf-8").header("cache-control", "private, no-store").send(html);

const plain = (reply: FastifyReply, html: string): FastifyReply =>
  page(reply.header("content-security-policy", policy("'unsafe-inline'")), html);

const unknown = endedPage("Link not found", "Check that you copied the whole link, or ask for a new one.");
const ended = endedPage(
  "This link has ended",
  "It expired or was revoked. Ask the person who sent it for a new one.",
);
