import type { Context } from "../context.ts";
import { tellClaimLink } from "../credentials/claim-link.ts";
import { changeConfig, readConfig } from "../credentials/config-file.ts";
import { revokeTokens } from "../credentials/revoke-tokens.ts";
import { isSignedIn, serverOf } from "../credentials/session.ts";
import { notSignedIn } from "../failure.ts";

/** Forgets the credential of a server. A connected app is also ended there. A key stays valid: others may use it. */
export async function logout({ options, output }: Context): Promise<void> {
  const server = serverOf(await readConfig(), options.server);
  const profile = (await readConfig()).servers[server];
  if (!profile || !isSignedIn(profile)) throw notSignedIn(`You are not signed in to ${server}.`);
  const revoked = await revokeTokens(server, profile);
  await changeConfig((config) => {
    delete config.servers[server];
    if (config.server === server) delete config.server;
  });
  output.note(`Signed out of ${server}.`);
  if (!revoked) output.note("The server could not be told. End the connection in the app: Settings → Apps.");
  const claim = tellClaimLink(output, profile);
  if (output.json) output.result({ server, revoked, ...claim }, []);
}
