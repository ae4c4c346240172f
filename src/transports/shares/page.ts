import type { SharedAsset } from "../../features/library/shares/store.ts";
import { isPicture } from "../../media/sniff/is-picture.ts";
import { type MediaType, mediaTypes } from "../../media/sniff/media-type.ts";
import { escapeHtml, headOf, htmlPage, icon } from "../http/html.ts";

export interface Gallery {
  /** The page's own path: "/s/<token>". */
  path: string;
  name: string;
  /** How many files there are, up to one more than `filesMax`. */
  files: number;
  filesMax: number;
  canDownloadAll: boolean;
  assets: readonly SharedAsset[];
  page: number;
  pageSize: number;
  expiresAt: Date;
  /** Changes with style and script. */
  version: string;
}

const whole = new Intl.NumberFormat("en");
const day = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });

/** A public gallery. Without its script, pictures open as files. */
export function galleryPage(gallery: Gallery): string {
  const { path, name, files, filesMax, canDownloadAll, assets, expiresAt, version } = gallery;
  const count = files > filesMax ? `More than ${whole.format(filesMax)} files` : counted(files);
  const all = canDownloadAll ? `<a class="button" href="${path}/all.zip" download>Download all</a>` : "";
  return `<!doctype html>
<html lang="en">
<head>
${headOf(name)}
<meta name="robots" content="noindex, nofollow">
<link rel="stylesheet" href="/s/-/gallery.css?v=${version}">
<script src="/s/-/gallery.js?v=${version}" defer></script>
</head>
<body>
<header>
<div><h1 dir="auto">${escapeHtml(name)}</h1>
<p class="dim">${count} · Available until ${day.format(expiresAt)}</p></div>
${all}
</header>
<main>
${assets.length > 0 ? `<ul class="grid">\n${assets.map((asset) => tile(path, asset)).join("\n")}\n</ul>` : `<p class="empty">There are no files here.</p>`}
${pager(gallery)}
</main>
${lightbox}
</body>
</html>
`;
}

const counted = (files: number) => (files === 1 ? "1 file" : `${whole.format(files)} files`);

function tile(path: string, asset: SharedAsset): string {
  const file = `${path}/${asset.id}`;
  const name = escapeHtml(asset.name || asset.filename);
  const { kind, href, shown } = tileParts(file, asset);
  return `<li><a href="${href}" data-kind="${kind}" data-file="${file}/file" title="${name}">${shown}</a></li>`;
}

function tileParts(file: string, asset: SharedAsset): { kind: string; href: string; shown: string } {
  const kind = kindOf(asset.mediaType);
  const name = escapeHtml(asset.name || asset.filename);
  const extension = /\.([a-z0-9]{1,5})$/i.exec(asset.filename)?.[1]?.toUpperCase() ?? "File";
  const size = (edge: number) => `${file}/${asset.version}/${edge}.webp`;
  // Smaller pictures have no larger sizes.
  const largest = Math.max(asset.width ?? 0, asset.height ?? 0) > 800 ? 1600 : 800;
  const href = kind === "picture" && asset.hasThumbnails ? size(largest) : `${file}/file?inline`;
  if (!asset.hasThumbnails) {
    const shown = `<span class="tile"><b>${extension}</b><span dir="auto">${name}</span></span>`;
    return { kind: kind === "video" ? "video" : "file", href, shown };
  }
  const image = `<img class="${kind}" src="${size(400)}" srcset="${size(400)} 400w, ${size(800)} 800w" sizes="(max-width: 600px) 50vw, 280px" loading="lazy" decoding="async" alt="${name}">`;
  return {
    kind,
    href,
    shown: kind === "picture" ? image : `${image}<span class="badge">${extension}</span>`,
  };
}

function kindOf(mediaType: MediaType): "picture" | "video" | "file" {
  if (isPicture(mediaType)) return "picture";
  return mediaTypes[mediaType].kind === "video" ? "video" : "file";
}

function pager({ path, page, pageSize, files }: Gallery): string {
  const link = (to: number, text: string, rel: string) =>
    `<a class="button" rel="${rel}" href="${path}?page=${to}">${text}</a>`;
  const previous = page > 1 ? link(page - 1, "Previous", "prev") : "";
  const next = page * pageSize < files ? link(page + 1, "Next", "next") : "";
  return previous || next ? `<nav aria-label="Pages">${previous}${next}</nav>` : "";
}

// Filled by the script.
const lightbox = `<dialog aria-label="File">
<div class="stage" tabindex="-1" autofocus></div>
<p class="caption"><span class="name" dir="auto"></span> <span class="dim position"></span></p>
<div class="actions"><a class="button download" download>Download</a><button type="button" class="button close">Close</button></div>
<button type="button" class="step previous" aria-label="Previous">‹</button>
<button type="button" class="step next" aria-label="Next">›</button>
</dialog>`;

/** A page in place of a gallery that is not (or no longer) there. */
export const endedPage = (title: string, sentence: string): string =>
  htmlPage(
    title,
    `<div class="icon">${icon}</div>\n<h1>${escapeHtml(title)}</h1>\n<p class="dim">${escapeHtml(sentence)}</p>`,
  );
