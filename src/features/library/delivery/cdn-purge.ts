import { renditionNames } from "../../../media/renditions/names.ts";
import { FetchRefused } from "../../../platform/net/public-fetch.ts";
import type { PurgedLink } from "../jobs.ts";
import type { LibraryServices } from "../services.ts";

// What one call of the usual CDN APIs takes.
const urlsPerCall = 30;

/**
 * Tells the CDN that links no longer work: a POST of `{"urls": […]}` to `CDN_PURGE_URL`. Throws if that fails, so that the job
 * is tried again.
 */
export async function purgeFromCdn(
  { config, publicFetch }: Pick<LibraryServices, "config" | "publicFetch">,
  links: readonly PurgedLink[],
): Promise<void> {
  if (config.cdnPurgeUrl === undefined) return;
  const urls = links.flatMap(({ path, version }) => [
    `${config.cdnUrl}/${path}`,
    `${config.cdnUrl}/${path}?download`,
    ...renditionNames.map((name) => `${config.cdnUrl}/${path}/${version}/${name}.webp`),
  ]);
  const headers = { "content-type": "application/json", "user-agent": "Rookery" };
  for (let from = 0; from < urls.length; from += urlsPerCall) {
    const body = JSON.stringify({ urls: urls.slice(from, from + urlsPerCall) });
    const status = await publicFetch.post(config.cdnPurgeUrl, body, headers, 10_000);
    if (status < 200 || status > 299) throw new FetchRefused(`CDN_PURGE_URL answered ${status}.`);
  }
}
