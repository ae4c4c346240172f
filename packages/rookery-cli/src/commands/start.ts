import type { Context } from "../context.ts";
import { changeConfig, readConfig } from "../credentials/config-file.ts";
import { serverOf } from "../credentials/session.ts";

/** Starts a library without an account, and signs in with its key. */
export async function start(
  { options, output, signal }: Context,
  [email = ""]: string[],
  { name }: { name?: string },
): Promise<void> {
  const server = serverOf(await readConfig(), options.server);
  const { Rookery } = await import("rookery-client");
  const started = await new Rookery({ baseUrl: server }).start(
    { email, ...(name !== undefined && { name }) },
    { signal },
  );
  const { apiKey: key, organizationId: organization, libraryId: library, claimUrl, expiresAt } = started;
  await changeConfig((config) => {
    config.servers[server] = { key, organization, library, claimUrl };
    config.server = server;
  });
  const { emailSent } = started;
  output.result(
    { server, organizationId: organization, libraryId: library, claimUrl, expiresAt, emailSent },
    [claimUrl],
  );
  output.note(`Library ${library} is ready: rookery-cli upload <files>`);
  output.note(
    `Open the link above and sign in to become its owner. Otherwise it is deleted on ${expiresAt.slice(0, 10)}.`,
  );
}
