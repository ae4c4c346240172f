import { notSignedIn, usage } from "../failure.ts";
import { type ConfigFile, type Profile, readConfig } from "./config-file.ts";
import { serverAddress } from "./server-address.ts";

/** A server, and what signs the person in there. */
export interface Session {
  server: string;
  profile: Profile;
  /** Where the credential comes from. */
  from: "environment" | "file";
}

/** The server of a call: named, from the environment, or the one that was last signed in to. */
export function serverOf(config: ConfigFile, named: string | undefined): string {
  const given = named ?? process.env.ROOKERY_URL ?? config.server;
  if (!given) {
    throw notSignedIn(
      "Sign in first: rookery-cli login --server <address>. Or set ROOKERY_URL and ROOKERY_KEY.",
    );
  }
  return serverAddress(given);
}

/** The session of a call. A key in the environment comes before what is kept. */
export async function openSession(named: string | undefined): Promise<Session> {
  const config = await readConfig();
  const server = serverOf(config, named);
  const key = process.env.ROOKERY_KEY;
  if (key !== undefined && key !== "") {
    if (/[^\x21-\x7e]/.test(key)) throw usage("ROOKERY_KEY has characters that no key has.");
    return { server, profile: { key }, from: "environment" };
  }
  const profile = config.servers[server];
  if (!profile || !isSignedIn(profile)) {
    throw notSignedIn(`You are not signed in to ${server}. Sign in: rookery-cli login --server ${server}`);
  }
  return { server, profile, from: "file" };
}

export const isSignedIn = ({ key, oauth }: Profile): boolean => key !== undefined || oauth !== undefined;
