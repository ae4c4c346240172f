import type { Context } from "../context.ts";
import { changeConfig, readConfig } from "../credentials/config-file.ts";
import { serverAddress } from "../credentials/server-address.ts";
import { isSignedIn } from "../credentials/session.ts";
import { notSignedIn } from "../failure.ts";

/** Lists servers, or makes one the default. */
export async function servers({ output }: Context, [use]: string[]): Promise<void> {
  if (use !== undefined) {
    const server = serverAddress(use);
    await changeConfig((config) => {
      if (!isSignedIn(config.servers[server] ?? {})) {
        throw notSignedIn(
          `You are not signed in to ${server}. Sign in: rookery-cli login --server ${server}`,
        );
      }
      config.server = server;
    });
  }
  const config = await readConfig();
  for (const [server, profile] of Object.entries(config.servers)) {
    if (!isSignedIn(profile)) continue;
    const isDefault = server === config.server;
    const credential = profile.key === undefined ? "oauth" : "key";
    output.result({ server, credential, isDefault }, [server, credential, isDefault ? "(default)" : ""]);
  }
}
