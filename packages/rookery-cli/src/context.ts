import type { Rookery } from "rookery-client";
import type { Session } from "./credentials/session.ts";
import { usage } from "./failure.ts";
import type { Output } from "./output/output.ts";

/** The options of every command. */
export interface GlobalOptions {
  server?: string;
  organization?: string;
  library?: string;
  json?: boolean;
  quiet?: boolean;
}

/** What a command works with. */
export interface Context {
  readonly options: GlobalOptions;
  readonly output: Output;
  /** Ctrl-C aborts it. */
  readonly signal: AbortSignal;
}

/** The signed-in person's client. The SDK is loaded here, so that help does not wait for it. */
export interface SignedIn {
  readonly rookery: Rookery;
  readonly session: Session;
}

export async function signIn(context: Context): Promise<SignedIn> {
  const [{ Rookery }, { openSession }, { tokenSource }] = await Promise.all([
    import("rookery-client"),
    import("./credentials/session.ts"),
    import("./credentials/refresh.ts"),
  ]);
  const session = await openSession(context.options.server);
  const { key, oauth, organization: kept } = session.profile;
  const organization = context.options.organization ?? process.env.ROOKERY_ORGANIZATION ?? kept;
  const rookery = new Rookery({
    baseUrl: session.server,
    ...(key !== undefined ? { key } : oauth && { token: tokenSource(session.server, oauth) }),
    ...(organization !== undefined && { organization }),
  });
  return { rookery, session };
}

/** An organization that a credential reaches. */
export interface Reached {
  organizationId: string;
  organizationName: string | null;
  plan: string | null;
  libraries: { library: string; access: "read" | "write" }[];
}

/** All organizations that the credential reaches: an app may be connected to several. */
export async function reachOf({ rookery }: SignedIn, signal: AbortSignal): Promise<Reached[]> {
  const { organizations, ...one } = await rookery.me({}, { signal });
  return (organizations ?? [one]) as Reached[];
}

/** The organization and library that a command is about. */
export interface Place {
  organization: string;
  library: string;
}

/** The organization of a command: named, kept, or the only one. */
export async function organizationOf(
  context: Context,
  signedIn: SignedIn,
): Promise<{ organization: string; libraries: string[] | undefined }> {
  const { session } = signedIn;
  const organization =
    context.options.organization ?? process.env.ROOKERY_ORGANIZATION ?? session.profile.organization;
  if (organization !== undefined && libraryNamed(context, signedIn) !== undefined) {
    return { organization, libraries: undefined };
  }
  const reached = await reachOf(signedIn, context.signal);
  const names = reached.map(({ organizationId }) => organizationId);
  const found = reached.find(({ organizationId }) => organizationId === (organization ?? names[0]));
  if (!found) throw usage(`You reach no organization '${organization}'. You reach: ${names.join(", ")}.`);
  if (organization === undefined && reached.length > 1) {
    throw usage(`You reach several organizations. Say which with --organization: ${names.join(", ")}.`);
  }
  return { organization: found.organizationId, libraries: found.libraries.map(({ library }) => library) };
}

/** The library of a command: named, kept, or the only one. */
export async function placeOf(context: Context, signedIn: SignedIn): Promise<Place> {
  const { organization, libraries = [] } = await organizationOf(context, signedIn);
  const named = libraryNamed(context, signedIn);
  if (named !== undefined) return { organization, library: named };
  const [library, second] = libraries;
  if (library !== undefined && second === undefined) return { organization, library };
  if (library === undefined) throw usage(`You reach no library of ${organization}.`);
  throw usage(`You reach several libraries. Say which with --library: ${libraries.join(", ")}.`);
}

const libraryNamed = ({ options }: Context, { session }: SignedIn): string | undefined =>
  options.library ?? process.env.ROOKERY_LIBRARY ?? session.profile.library;
