import { chmod, lstat, mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";

// What is in it, and who may use that. Everything below these folders is out of reach of other accounts.
const modes: Record<string, number> = {
  blobs: 0o700,
  cache: 0o700,
  copies: 0o700,
  staging: 0o700,
  "lost-and-found": 0o700,
  outbox: 0o700,
  secret: 0o600,
  "postgres.lock": 0o600,
};
/** Whether an entry of the data folder is of Rookery or of its disk. */
export const isKnown = (name: string) =>
  name in modes || ["postgres", "compiled", "lost+found"].includes(name) || name.startsWith("secret.");

/**
 * Creates the data folder, and takes away what other accounts may do in it. Returns a note for the operator if others can
 * still enter it: it is never closed when it holds other things too, such as `/tmp` or a home folder.
 */
export async function openDataFolder(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  for (const [name, mode] of Object.entries(modes)) await restrict(join(folder, name), mode);
  const wanted = (await isHomeOfAnother(folder)) ? 0o711 : 0o700;
  if (await isOurs(folder)) await restrict(folder, wanted);
  const mode = await modeOf(folder);
  if (process.platform === "win32" || (mode & 0o777 & ~wanted) === 0) return [];
  return [
    `Other accounts can list ${folder} (mode ${(mode & 0o7777).toString(8)}). Give Rookery a folder of its own with mode 700`,
  ];
}

/**
 * Lets the account of the private Postgres pass through the data folder to its own folder; nobody can list it or open a file
 * in it. Returns a function that undoes this.
 */
export async function letPass(folder: string): Promise<() => Promise<void>> {
  const mode = await modeOf(folder);
  if (!(await isOurs(folder))) return async () => {};
  await chmod(folder, (mode & 0o7777) | 0o011);
  return () => chmod(folder, mode & 0o7777);
}

/** Whether the private Postgres is in the folder and runs as another account, which has to pass through. */
async function isHomeOfAnother(folder: string): Promise<boolean> {
  const home = await lstat(join(folder, "postgres")).catch(() => undefined);
  return home?.isDirectory() === true && home.uid !== (await stat(folder)).uid;
}

/** Whether the folder holds nothing that is not Rookery's. */
async function isOurs(folder: string): Promise<boolean> {
  const isShared = ((await modeOf(folder)) & 0o1000) !== 0;
  return !isShared && (await readdir(folder)).every(isKnown);
}

/** Removes rights, and never adds any. */
async function restrict(path: string, wanted: number): Promise<void> {
  try {
    const mode = (await modeOf(path)) & 0o7777;
    const restricted = mode & ~(0o777 & ~wanted);
    if (restricted !== mode) await chmod(path, restricted);
  } catch (error) {
    // Not there yet; of another account; on a disk without modes.
    const { code = "" } = error as NodeJS.ErrnoException;
    if (!["ENOENT", "EPERM", "EACCES", "EROFS", "ENOTSUP", "ENOSYS"].includes(code)) throw error;
  }
}

const modeOf = async (path: string) => (await stat(path)).mode;
