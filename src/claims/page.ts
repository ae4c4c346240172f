import type { Services } from "../services.ts";
import { escapeHtml, htmlPage } from "../transports/html.ts";
import { claimTokenHash } from "./claim.ts";
import { waitingFor } from "./store.ts";

/** What a claim link shows to whoever opens it: what waits, how much, until when. */
export async function claimPage(
  { database, clock }: Services,
  token: string,
): Promise<{ status: number; html: string }> {
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
  const pictures = waiting.assets === 1 ? "1 asset" : `${waiting.assets} assets`;
  const until = waiting.expiresAt?.toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
  return page(
    200,
    waiting.libraryName,
    `${pictures}, kept for you${until ? ` until ${until}` : ""}. Keep this link: it is how you claim the library.`,
  );
}

const page = (status: number, title: string, text: string) => ({
  status,
  html: htmlPage(
    `${title} · Rookery`,
    `<h1>${escapeHtml(title)}</h1>\n<p class="dim">${escapeHtml(text)}</p>`,
  ),
});
