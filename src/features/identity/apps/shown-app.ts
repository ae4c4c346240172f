import type { z } from "zod";
import { withoutControls } from "../../../kernel/fields.ts";
import { type App, appHost, redirectHosts } from "./app.ts";
import type { ClientRow } from "./store.ts";

const nameLengthMax = 60;

/** An app's name as people see it, in one short line. It is the app's own claim, so pages show its host beside it. */
export const appName = ({ name }: { name: string | null }): string =>
  withoutControls(name ?? "")
    .trim()
    .slice(0, nameLengthMax) || "An app";

/** An app as the page shows it that asks a person for a decision. */
export const shownApp = (client: ClientRow): z.output<typeof App> => ({
  clientId: client.clientId,
  name: appName(client),
  host: appHost(client),
  redirectHosts: redirectHosts(client),
});
