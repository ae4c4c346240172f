import { z } from "zod";
import { Scope } from "../../../kernel/scope.ts";
import { AllLibraries, Grants } from "../keys/key.ts";
import type { ClientRow } from "./store.ts";

/** An app that asks a person for a connection. */
export const App = z.object({
  clientId: z.string(),
  name: z.string().meta({ description: "What the app calls itself." }),
  host: z.string().nullable().meta({ description: "The host of the app's own page." }),
  redirectHosts: z.array(z.string()).meta({ description: "Where the person is sent after the decision." }),
});

/** A connection between an app and an organization. */
export const ConnectedApp = z.object({
  id: z.string(),
  name: z.string(),
  host: z.string().nullable(),
  person: z.object({ accountId: z.string(), name: z.string() }).meta({ description: "Who connected it." }),
  libraries: Grants,
  allLibraries: AllLibraries,
  scopes: z.array(Scope),
  connectedAt: z.number(),
  lastUsedAt: z.number().nullable().meta({ description: "Rounded to the minute." }),
});
export type ConnectedApp = z.output<typeof ConnectedApp>;

const hostOf = (uri: string | null | undefined): string | null =>
  uri && URL.canParse(uri) ? new URL(uri).host || null : null;

/** The host of the document about an app, else of its own page, else of where it takes people after the decision. */
export const appHost = ({
  clientId,
  hasDocument,
  uri,
  redirectUris,
}: Omit<ClientRow, "name">): string | null =>
  (hasDocument ? hostOf(clientId) : null) ?? hostOf(uri) ?? hostOf(redirectUris[0]);

/** The hosts that people are sent to, or the scheme for apps on their device. */
export const redirectHosts = ({ redirectUris }: Pick<ClientRow, "redirectUris">): string[] => [
  ...new Set(redirectUris.map((uri) => hostOf(uri) ?? `${uri.split(":")[0]}:`)),
];
