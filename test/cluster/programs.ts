import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { findProgram } from "../../src/platform/find-program.ts";

/** What the cluster consists of besides Node: paths of programs. */
export interface Programs {
  pgAutoctl: string;
  /** Of the newest PostgreSQL that has the extension of pg_auto_failover. */
  pgCtl: string;
  haproxy: string;
  nginx: string;
}

const versions = "/usr/lib/postgresql";
const searched = `${process.env.PATH}:/usr/sbin:/sbin`;

/** Finds every program. Throws a sentence that says what to install. */
export function findPrograms(): Programs {
  const pgAutoctl = findProgram("pg_autoctl", searched);
  const haproxy = findProgram("haproxy", searched);
  const nginx = findProgram("nginx", searched);
  const pgCtl = newestPgCtl();
  if (pgAutoctl && haproxy && nginx && pgCtl) return { pgAutoctl, haproxy, nginx, pgCtl };
  throw new Error(
    "Install what the cluster test needs: apt-get install postgresql-15 postgresql-15-auto-failover " +
      "pg-auto-failover-cli haproxy nginx-light (or another version of PostgreSQL in place of 15).",
  );
}

function newestPgCtl(): string | undefined {
  const installed = existsSync(versions) ? readdirSync(versions) : [];
  const usable = installed.filter((version) =>
    existsSync(join(versions, version, "lib", "pgautofailover.so")),
  );
  const newest = usable.toSorted((a, b) => Number(b) - Number(a))[0];
  return newest && join(versions, newest, "bin", "pg_ctl");
}

/** The PATH for programs that start others of the same PostgreSQL. */
export const pathWith = ({ pgCtl }: Programs): string => `${dirname(pgCtl)}:${searched}`;
