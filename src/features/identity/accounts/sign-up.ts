import type { Clock } from "../../../platform/clock.ts";
import type { Config } from "../../../platform/config.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { hasAccountOrInvitation } from "./store.ts";

interface Needs {
  config: Pick<Config, "signUp">;
  database: Queryable;
  clock: Clock;
}

/** Whether an address may sign in: it has an account, or `SIGN_UP` lets it have one. The first person always may. */
export async function maySignIn({ config, database, clock }: Needs, email: string): Promise<boolean> {
  const { signUp } = config;
  const person = email.toLowerCase();
  if (signUp.kind === "open") return true;
  if (signUp.kind === "domain" && signUp.domains.includes(person.slice(person.lastIndexOf("@") + 1)))
    return true;
  return hasAccountOrInvitation(database, person, clock.now());
}

export const signUpClosed =
  "This server has no account for this address. Ask an owner of an organization to invite you.";
