import type { Services } from "../services.ts";
import { escapeHtml, htmlPage } from "../transports/html.ts";
import { claimState } from "./waiting.ts";

/** What a claim link shows to whoever opens it: what waits, how much, until when. */
export async function claimPage(
  services: Services,
  token: string,
): Promise<{ status: number; html: string }> {
  const claim = await claimState(services, token);
  switch (claim.state) {
    case "unknown":
    case "expired":
      return page(
        404,
        "This link leads nowhere",
        "What was behind it was not claimed in time, or the link is incomplete.",
      );
    case "claimed":
      return page(410, "Already claimed", "This belongs to somebody's account now.");
    case "waiting": {
      const { name, assets, users, expiresAt, libraryId } = claim.waiting;
      const held =
        libraryId === null ? counted(users, "person", "people") : counted(assets, "asset", "assets");
      const until = expiresAt?.toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
      const text = `${held}, kept for you${until ? ` until ${until}` : ""}. Keep this link: it is how you claim it.`;
      return page(200, name, text, pictureList(claim.pictures));
    }
  }
}

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

function pictureList(pictures: readonly { url: string; alt: string }[]): string {
  const items = pictures.map(
    ({ url, alt }) => `<li><img src="${escapeHtml(url)}" alt="${escapeHtml(alt)}"></li>`,
  );
  return items.length === 0 ? "" : `<ul class="pictures">${items.join("")}</ul>\n`;
}

const page = (status: number, title: string, text: string, above = "") => ({
  status,
  html: htmlPage(
    `${title} · Rookery`,
    `${above}<h1>${escapeHtml(title)}</h1>\n<p class="dim">${escapeHtml(text)}</p>`,
  ),
});
