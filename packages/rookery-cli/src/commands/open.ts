import { type Context, placeOf, reachOf, signIn } from "../context.ts";
import { notFound } from "../failure.ts";

/** Opens a page of the web app. */
export async function openPage(
  context: Context,
  [assetId]: string[],
  { print = false }: { print?: boolean },
): Promise<void> {
  const signedIn = await signIn(context);
  const { rookery, session } = signedIn;
  const place = await placeOf(context, signedIn);
  const { claimUrl } = session.profile;
  let url = `${session.server}/app/${place.organization}/${place.library}`;
  if (assetId !== undefined) {
    const { appUrl } = await rookery.assets.get({ ...place, assetId }, { signal: context.signal });
    if (appUrl === null) throw notFound("This file has no page.");
    url = appUrl;
  } else if (claimUrl !== undefined && session.from === "file") {
    const reached = await reachOf(signedIn, context.signal);
    if (reached.some(({ plan }) => plan === null)) url = claimUrl;
  }
  context.output.result({ url }, [url]);
  if (print) return;
  const { openUrl } = await import("../open-url.ts");
  await openUrl(url);
}
