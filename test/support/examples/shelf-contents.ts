import { send } from "../agent.ts";
import type { TestApp } from "../app.ts";
import type { Shelf } from "./shelf.ts";

/** Everything of a shelf that REST shows, without what differs between shelves. */
export async function shelfContents(
  { app }: TestApp,
  { organizationId, apiKey, masked }: Shelf,
): Promise<unknown> {
  const organization = `/organizations/${organizationId}/libraries`;
  const paths = ["", ...["barcelona", "lisbon"].flatMap((at) => [`/${at}/assets`, `/${at}/tags`])];
  const seen = [];
  for (const path of paths) seen.push((await send(app, apiKey, "GET", `${organization}${path}`)).data);
  return masked(seen);
}
