import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { CliFailure, exitCodes } from "../failure.ts";
import { lock } from "./lock.ts";

/** What is kept of a server. */
export interface Profile {
  key?: string;
  oauth?: OAuthProfile;
  /** Of calls that name none. */
  organization?: string;
  library?: string;
  /** Of a library that was started without an account. */
  claimUrl?: string;
}
export interface OAuthProfile {
  clientId: string;
  accessToken: string;
  refreshToken?: string;
  /** Unix milliseconds. */
  expiresAt?: number;
}
export interface ConfigFile {
  /** The server of calls that name none. */
  server?: string;
  servers: Record<string, Profile>;
}

/** Where settings are kept, as the XDG base directory specification says, also on macOS. */
export const configFolder = (): string => folderOf("XDG_CONFIG_HOME", ".config", "APPDATA");
/** Where the state of unfinished work is kept. */
export const stateFolder = (): string => folderOf("XDG_STATE_HOME", join(".local", "state"), "LOCALAPPDATA");

function folderOf(xdg: string, fallback: string, windows: string): string {
  const onWindows = process.platform === "win32" ? process.env[windows] : undefined;
  return join(process.env[xdg] || onWindows || join(homedir(), fallback), "rookery");
}

const path = (): string => join(configFolder(), "config.json");

export async function readConfig(): Promise<ConfigFile> {
  const text = await readFile(path(), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new CliFailure(
      exitCodes.unexpected,
      "CONFIG_UNREADABLE",
      `${path()} can't be read: ${error.code}.`,
    );
  });
  if (text === undefined) return { servers: {} };
  try {
    return { servers: {}, ...(JSON.parse(text) as Partial<ConfigFile>) };
  } catch {
    throw new CliFailure(
      exitCodes.unexpected,
      "CONFIG_UNREADABLE",
      `${path()} is no JSON. Mend or delete it.`,
    );
  }
}

/**
 * Changes the settings, one process at a time: a refresh token works once, so two processes must not use the same. Nobody but
 * the person may read the file, at no moment.
 */
export async function changeConfig<T>(change: (config: ConfigFile) => T | Promise<T>): Promise<T> {
  await mkdir(configFolder(), { recursive: true, mode: 0o700 });
  const unlock = await lock(`${path()}.lock`);
  try {
    const config = await readConfig();
    const before = JSON.stringify(config);
    const result = await change(config);
    if (JSON.stringify(config) !== before) await replace(path(), `${JSON.stringify(config, null, 2)}\n`);
    return result;
  } finally {
    await unlock();
  }
}

async function replace(file: string, text: string): Promise<void> {
  const next = `${file}.${process.pid}.tmp`;
  await rm(next, { force: true });
  const handle = await open(next, "wx", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(next, file);
}
