import { setTimeout as sleep } from "node:timers/promises";
import type { App } from "./apps.ts";
import type { Answer, Send } from "./client.ts";
import type { Ledger } from "./ledger.ts";
import type { Person, Team } from "./people.ts";
import { callMemory, type Tenant } from "./tenant.ts";

/** How long a deleted key and a lost role still worked: from the answer to the start of the last call that was accepted. */
export interface Lags {
  keyMs: number;
  roleMs: number;
}

interface Watched {
  send: Send;
  origin: string;
  apps: readonly App[];
  tenant: Tenant;
  team: Team;
  member: Person;
  accountId: string;
  ledger: Ledger;
  lags: Lags;
}

const pauseMs = 150;
/** After this, a call that is still accepted counts as one that goes on being accepted. */
const watchedMs = 3_000;

/** Deletes keys and takes roles away, again and again, and asks every process at once whether that holds. */
export async function revoke(watched: Watched, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await deleteKey(watched);
    await changeRole(watched);
    await sleep(pauseMs);
  }
}

async function deleteKey({ send, origin, apps, tenant, ledger, lags }: Watched): Promise<void> {
  const created = await tenant.call("POST", "/api-keys", { name: "Short", scopes: ["tenant:read"] });
  if (!created.ok) return;
  const { id, api_key: secret } = created.body;
  const use = (at: string) => callMemory(send, at, secret, "GET", "/tenant", undefined, [401]);
  // Every process remembers it.
  await Promise.all(apps.map((app) => use(app.origin)));
  const deleted = await callMemory(send, origin, tenant.apiKey, "DELETE", `/api-keys/${id}`);
  if (!deleted.ok) return;
  const answeredAt = performance.now();
  ledger.counts["deleted keys"]++;
  ledger.deletedKeys.push(secret);
  const late = await Promise.all(apps.map((app) => acceptedUntil(answeredAt, () => use(app.origin))));
  lags.keyMs = Math.max(lags.keyMs, ...late);
}

async function changeRole(watched: Watched): Promise<void> {
  const { apps, team, member, accountId, ledger, lags } = watched;
  const { organizationId, owner } = team;
  const to = (role: string) => owner.call("changeMemberRole", { organizationId, accountId, role });
  if (!(await to("editor")).ok) return;
  const change = { organizationId, libraryId: team.libraries[0], assetIds: ["AAAAAAAAAAA"], tags: ["a"] };
  const edit = (at: string) => member.call("tagAssets", change, { origin: at, expected: [403, 404] });
  await Promise.all(apps.map((app) => edit(app.origin)));
  if (!(await to("viewer")).ok) return;
  const answeredAt = performance.now();
  ledger.counts["role changes"]++;
  const late = await Promise.all(apps.map((app) => acceptedUntil(answeredAt, () => edit(app.origin))));
  lags.roleMs = Math.max(lags.roleMs, ...late);
}

/** When the last call began that was let in, after this moment. Calls until one is refused. */
async function acceptedUntil(since: number, call: () => Promise<Answer>): Promise<number> {
  let last = 0;
  for (;;) {
    const startedAt = performance.now();
    const { status } = await call();
    if (status === 401 || status === 403) return last;
    // A call of an editor gets through to "This asset does not exist".
    if (status === 200 || status === 404) last = startedAt - since;
    if (startedAt - since > watchedMs) return last;
    if (status === 0 || status >= 500) await sleep(pauseMs);
  }
}
