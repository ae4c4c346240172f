import { type Context, reachOf, signIn } from "../context.ts";

/** One result for each organization. */
export async function whoami(context: Context): Promise<void> {
  const signedIn = await signIn(context);
  const { server, from, profile } = signedIn.session;
  const credential = profile.key === undefined ? "oauth" : "key";
  for (const organization of await reachOf(signedIn, context.signal)) {
    const { organizationId, organizationName, libraries } = organization;
    context.output.result({ server, credential, from, ...organization }, [
      server,
      organizationId,
      organizationName ?? "(unclaimed)",
      libraries.map(({ library, access }) => `${library}:${access}`).join(" "),
    ]);
  }
}
