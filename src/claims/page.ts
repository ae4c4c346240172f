import { presentAsset } from "../assets/present.ts";
import { newestAssets } from "../assets/store.ts";
import type { Services } from "../services.ts";
import { escapeHtml, htmlPage } from "../transports/html.ts";
import { claimTokenHash } from "./claim.ts";
import { type Waiting, waitingFor } from "./store.ts";

// Two rows of three: enough to recognise one's pictures by.
const picturesMax = 6;

/** What a claim link shows to whoever opens it: what waits, how much, until when. */
export async function claimPage(
  services: Services,
  token: string,
): Promise<{ status: number; html: string }> {
  const { database, clock } = services;
  const waiting = await waitingFor(database, claimTokenHash(token));
  if (!waiting || (waiting.expiresAt !== null && waiting.expiresAt <= clock.now())) {
    return page(
      404,
      "This link leads nowhere",
      "The library behind it was not claimed in time, or the link is incomplete.",
    );
  }
  if (waiting.claimedAt !== null)
    return page(410, "Already claimed", "This library belongs to somebody's account now.");
  const assets = waiting.assets === 1 ? "1 asset" : `${waiting.assets} assets`;
  const until = waiting.expiresAt?.toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
  return page(
    200,
    waiting.libraryName,
    `${assets}, kept for you${until ? ` until ${until}` : ""}. Keep this link: it is how you claim the library.`,
    await pictures(services, waiting),
  );
}

async function pictures({ database, config }: Services, waiting: Waiting): Promise<string> {
  const rows = await newestAssets(database, waiting.libraryId, { offset: 0, limit: picturesMax });
  const items = rows.flatMap((row) => {
    const { thumbHighUrl, description, name } = presentAsset(config, waiting.organizationSlug, row);
    if (thumbHighUrl === null) return [];
    return `<li><img src="${escapeHtml(thumbHighUrl)}" alt="${escapeHtml(description || name || "")}"></li>`;
  });
  return items.length === 0 ? "" : `<ul class="pictures">${items.join("")}</ul>\n`;
}

const page = (status: number, title: string, text: string, above = "") => ({
  status,
  html: htmlPage(
    `${title} · Rookery`,
    `${above}<h1>${escapeHtml(title)}</h1>\n<p class="dim">${escapeHtml(text)}</p>`,
  ),
});
