import type { TokenEndpointResponse } from "oauth4webapi";
import { type Context, reachOf, signIn } from "../context.ts";
import { tellClaimLink } from "../credentials/claim-link.ts";
import { changeConfig, type Profile, readConfig } from "../credentials/config-file.ts";
import { tokensOf } from "../credentials/refresh.ts";
import { revokeTokens } from "../credentials/revoke-tokens.ts";
import { serverOf } from "../credentials/session.ts";
import { usage } from "../failure.ts";
import { readSecret } from "../input.ts";
import { bold } from "../output/output.ts";
import { shown } from "../output/shown.ts";

/** Signs in, and makes the server the default. */
export async function login(
  context: Context,
  _args: string[],
  options: { device?: boolean; key?: string | true; browser?: boolean },
): Promise<void> {
  const server = serverOf(await readConfig(), context.options.server);
  const before =
    options.key !== undefined
      ? await withKey(context, server, options.key)
      : await withOAuth(context, server, options);
  const { claimUrl } = tellClaimLink(context.output, before);
  if (context.output.json && claimUrl !== undefined) context.output.result({ claimUrl }, []);
  // The sign-in before this one would be left on the server's list of connections.
  await revokeTokens(server, before);
  await tellWho(context, server);
}

/** Returns the sign-in that this one took the place of, as `withOAuth` does. */
async function withKey(context: Context, server: string, given: string | true): Promise<Profile> {
  const key = given === true || given === "-" ? await readSecret("API key: ", context.signal) : given;
  if (!/^[\x21-\x7e]+$/.test(key))
    throw usage("That is no key. A key is one line, and begins with pk_ or rk_.");
  // A key that does not work is not kept.
  const { Rookery } = await import("rookery-client");
  await new Rookery({ baseUrl: server, key }).me({}, { signal: context.signal });
  return keep(server, { key });
}

async function withOAuth(
  context: Context,
  server: string,
  { device = false, browser = true }: { device?: boolean; browser?: boolean },
): Promise<Profile> {
  const { discover, oauthFailure, register } = await import("../oauth/server.ts");
  const found = await discover(server, context.signal);
  const ask = async (clientId: string): Promise<TokenEndpointResponse> => {
    if (!device) {
      const { byBrowser } = await import("../oauth/browser.ts");
      return byBrowser(found, clientId, (url) => visit(context, url, browser));
    }
    const { byDevice } = await import("../oauth/device.ts");
    return byDevice(found, clientId, ({ url, complete, userCode }) => {
      const code = { verificationUrl: url, verificationUrlComplete: complete, userCode };
      if (context.output.json) return context.output.result(code, []);
      say(`Open ${shown(url)} on any device, and type the code ${bold(shown(userCode))}`);
    });
  };
  try {
    const { client_id: clientId } = await register(found);
    return await keep(server, { oauth: tokensOf(clientId, await ask(clientId)) });
  } catch (error) {
    throw oauthFailure(error);
  }
}

/** Shows where to sign in, and opens it. The address is told in every case: the browser may be on another machine. */
function visit(context: Context, url: string, browser: boolean): void {
  if (context.output.json) context.output.result({ visit: url }, []);
  else
    say(
      `${browser ? "Your browser opens. If it does not, visit" : "Visit"} this address to sign in:\n${shown(url)}`,
    );
  if (!browser) return;
  void import("../open-url.ts").then(({ openUrl }) => openUrl(url));
}

/** The person can't go on without it, so that it is shown even with --quiet. */
const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Keeps a sign-in, and returns the other one that it takes the place of. */
const keep = (server: string, profile: Profile): Promise<Profile> =>
  changeConfig((config) => {
    config.server = server;
    const before = config.servers[server] ?? {};
    // The same key again: what is known of its library stays.
    if (profile.key !== undefined && profile.key === before.key) return {};
    config.servers[server] = profile;
    return before;
  });

async function tellWho(context: Context, server: string): Promise<void> {
  const options = { ...context.options, server };
  const signedIn = await signIn({ ...context, options });
  const reached = await reachOf(signedIn, context.signal);
  const names = reached.map(({ organizationName, organizationId }) => organizationName ?? organizationId);
  context.output.note(`Signed in to ${server} as ${names.join(", ")}.`);
  if (process.env.ROOKERY_KEY)
    context.output.note("ROOKERY_KEY is set, and is used in place of this sign-in.");
  if (context.output.json) context.output.result({ server, organizations: reached }, []);
}
