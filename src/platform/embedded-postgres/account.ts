import { execFile } from "node:child_process";
import { chown, readFile, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { startupError } from "../database/startup-error.ts";

/** The system account that runs Postgres: ours, or another one if we are root. `name` is for messages. */
export type Account = { name: string; uid: number; gid: number; isOurs: boolean };

/** Our account. If we are root: the owner of the cluster in `home`, else `postgres`, else `nobody`. */
export async function chooseAccount(home: string): Promise<Account> {
  const ours = { name: "this user", uid: process.getuid?.() ?? -1, gid: process.getgid?.() ?? -1 };
  if (ours.uid !== 0) return { ...ours, isOurs: true };
  const accounts = parsePasswd(await readFile("/etc/passwd", "utf8"));
  const owner = await stat(home).catch(() => undefined);
  if (owner && owner.uid !== 0) {
    const name = accounts.find(({ uid }) => uid === owner.uid)?.name ?? String(owner.uid);
    return { name: `account ${name}`, uid: owner.uid, gid: owner.gid, isOurs: false };
  }
  for (const name of ["postgres", "nobody"]) {
    const account = accounts.find((candidate) => candidate.name === name && candidate.uid !== 0);
    if (account) return { ...account, name: `account ${name}`, isOurs: false };
  }
  throw startupError(
    "PostgreSQL refuses to run as root, and there is neither an account postgres nor nobody to run it as: " +
      "start Rookery as an ordinary user, or set DATABASE_URL.",
  );
}

const parsePasswd = (text: string) =>
  text.split("\n").map((line) => {
    const [name = "", , uid, gid] = line.split(":");
    return { name, uid: Number(uid), gid: Number(gid) };
  });

/** Options for `child_process` to run a program as the account, without our environment's secrets. */
export const spawnAs = ({ uid, gid, isOurs }: Account) => ({
  ...(isOurs ? {} : { uid, gid }),
  cwd: "/",
  // Without TZ, initdb would write the host's zone into the cluster.
  env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
});

const execute = promisify(execFile);

/** Runs a program to its end. Rejects with its output when it fails or can't be started. */
export async function runAs(account: Account, program: string, args: string[]): Promise<void> {
  await execute(program, args, spawnAs(account));
}

export const canRun = (account: Account, program: string, args: string[]): Promise<boolean> =>
  runAs(account, program, args).then(
    () => true,
    () => false,
  );

/** Changes a file's owner if we are root. Otherwise files already have the right owner. */
export async function giveTo(owner: { uid: number; gid: number }, path: string): Promise<void> {
  if (process.getuid?.() === 0) await chown(path, owner.uid, owner.gid);
}
