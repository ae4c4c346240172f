import type { Context } from "../context.ts";
import { changeConfig, readConfig } from "../credentials/config-file.ts";
import { isSignedIn, serverOf } from "../credentials/session.ts";
import { refused } from "../failure.ts";

/** Starts a library without an account, and signs in with its key. */
export async function start(
  { options, output, signal }: Context,
  [email = ""]: string[],
  { name }: { name?: string },
): Promise<void> {
  const server = serverOf(await readConfig(), options.server);
  const { Rookery } = await import("rookery-client");
  const { claimUrl, expiresAt, emailSent, organizationId, libraryId } = await changeConfig(async (config) => {
    // The server tells a key once. A second start would overwrite the only copy of the first one's.
    if (isSignedIn(config.servers[server] ?? {})) throw alreadySignedIn(server);
    const started = await new Rookery({ baseUrl: server }).start(
      { email, ...(name !== undefined && { name }) },
      { signal },
    );
    const { apiKey: key, organizationId: organization, libraryId: library, claimUrl } = started;
    config.servers[server] = { key, organization, library, claimUrl };
    config.server = server;
    return started;
  });
  output.result({ server, organizationId, libraryId, claimUrl, expiresAt, emailSent }, [claimUrl]);
  output.note(`Library ${libraryId} is ready: rookery-cli upload <files>`);
  output.note(
    `Open the link above and sign in to become its owner. Otherwise it is deleted on ${expiresAt.slice(0, 10)}.`,
  );
}

const alreadySignedIn = (server: string) =>
  refused(
    "ALREADY_SIGNED_IN",
    `You are signed in to ${server}. Sign out first: rookery-cli logout --server ${server}`,
  );
