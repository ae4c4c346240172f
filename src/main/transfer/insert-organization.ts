import { randomBytes } from "node:crypto";
import { holdSlugs } from "../../features/identity/slugs/store.ts";
import { processingJob } from "../../features/library/jobs.ts";
import { rotationJob } from "../../features/memory/jobs.ts";
import { addKeyVersion, usersToRotate } from "../../features/memory/tenants/store.ts";
import { addJobs } from "../../kernel/job.ts";
import { insertRows, type Row } from "../../platform/backup/rows.ts";
import { readZip } from "../../platform/backup/zip-reader.ts";
import type { Queryable } from "../../platform/database/queryable.ts";
import { startupError } from "../../platform/database/startup-error.ts";
import type { Secret } from "../../platform/secret.ts";
import type { ExportManifest } from "./format.ts";
import { rowsIn } from "./read-export.ts";
import { crossings, type Side } from "./sealed-rows.ts";
import { openSide } from "./side.ts";
import * as store from "./store.ts";
import { type CarriedTable, carriedTables } from "./tables.ts";
import { requireFreeSlug } from "./taken.ts";

export interface Arriving {
  path: string;
  manifest: ExportManifest;
  secret: Secret;
  now: Date;
  blobOf(assetId: string): string;
  /** Of how many assets files were stored. */
  staged: number;
}

export interface Arrived {
  /** People who had an account here, by their address, and those who got one. */
  people: { known: number; added: number };
  /** Former addresses of the organization that others have here. */
  addressesLeftOut: string[];
}

interface Arrival extends Arriving {
  tx: Queryable;
  to: Side;
  libraries: Map<number, number>;
  /** Accounts of the former server, and theirs here. */
  accounts: Map<string, string>;
  formerSlugs: Row[];
  arrived: Arrived;
}

/** Inserts all rows of an export, in one transaction. */
export async function insertOrganization(tx: Queryable, arriving: Arriving): Promise<Arrived> {
  const { path, secret, now, staged } = arriving;
  const arrival: Arrival = {
    ...arriving,
    tx,
    to: await openSide({ db: tx, secret, organizationId: 0, now }),
    libraries: new Map(),
    accounts: new Map(),
    formerSlugs: [],
    arrived: { people: { known: 0, added: 0 }, addressesLeftOut: [] },
  };
  const tables = new Map(carriedTables.map((table) => [table.entry, table]));
  await readZip(path, async ({ name, open }) => {
    const table = tables.get(name);
    if (table) await insertTable(arrival, table, rowsIn(await open()));
  });
  const { organizationId } = arrival.to;
  if ((await store.takeStaged(tx, organizationId)) !== staged)
    throw startupError("The import took longer than a day, so that its files were deleted. Repeat it.");
  await addJobs(tx, processingJob, await store.picturesWaiting(tx, organizationId));
  await renewKeys(arrival);
  await nameOrganization(arrival);
  return arrival.arrived;
}

const rowsAtATime = 500;
const bytesAtATime = 4_000_000;

async function insertTable(arrival: Arrival, table: CarriedTable, rows: AsyncIterable<Row>): Promise<void> {
  let batch: Row[] = [];
  let bytes = 0;
  const write = async () => {
    if (batch.length > 0) await insertBatch(arrival, table, batch);
    batch = [];
    bytes = 0;
  };
  for await (const row of rows) {
    batch.push(row);
    bytes += JSON.stringify(row).length;
    if (batch.length >= rowsAtATime || bytes >= bytesAtATime) await write();
  }
  await write();
}

async function insertBatch(
  arrival: Arrival,
  { name, people = [] }: CarriedTable,
  batch: Row[],
): Promise<void> {
  const rows: Row[] = [];
  for (const row of batch) {
    const crossed = (await crossings[name]?.arrive(row, arrival.to)) ?? row;
    rows.push(placed(arrival, name, crossed, people));
  }
  const special = specialTables[name];
  if (special) return special(arrival, rows);
  await insertRows(arrival.tx, name, columnsOf(arrival, name), rows);
  // Its key and its settings are what opens the rows that follow.
  if (name === "tenant_keys") await reopen(arrival, arrival.to.organizationId);
}

/** A row with the numbers and people of this server. */
function placed(
  { to, libraries, accounts, blobOf }: Arrival,
  name: string,
  row: Row,
  people: readonly string[],
): Row {
  const here: Row = { ...row };
  if ("organization_id" in row) here.organization_id = to.organizationId;
  if ("library_id" in row) here.library_id = libraries.get(Number(row.library_id));
  if (name === "assets") here.blob = blobOf(String(row.id));
  for (const column of people) here[column] = accounts.get(String(row[column])) ?? row[column];
  return here;
}

const columnsOf = ({ manifest }: Arrival, name: string): string[] => manifest.tables[name] ?? [];

async function reopen(arrival: Arrival, organizationId: number): Promise<void> {
  const { tx: db, secret, now } = arrival;
  arrival.to = await openSide({ db, secret, organizationId, now });
}

type Insert = (arrival: Arrival, rows: Row[]) => Promise<void>;

/** Tables of which not every row is inserted, or whose numbers others refer to. */
const specialTables: Record<string, Insert> = {
  async organizations(arrival, [row = {}]) {
    const { tx } = arrival;
    const slug = `import-${randomBytes(16).toString("hex")}`;
    const columns = [...columnsOf(arrival, "organizations"), "former_link_keys"];
    await insertRows(tx, "organizations", columns, [{ ...row, slug }]);
    await reopen(arrival, await store.idOfSlug(tx, slug));
  },

  async former_slugs(arrival, rows) {
    arrival.formerSlugs.push(...rows);
  },

  async accounts(arrival, rows) {
    const { tx, accounts, arrived } = arrival;
    const known = new Map(
      (
        await store.accountsWith(
          tx,
          rows.map(({ email }) => String(email)),
        )
      ).map(({ id, email }) => [email, id]),
    );
    for (const { id, email } of rows) accounts.set(String(id), known.get(String(email)) ?? String(id));
    const added = rows.filter(({ email }) => !known.has(String(email)));
    if (added.length > 0) await insertRows(tx, "accounts", columnsOf(arrival, "accounts"), added);
    arrived.people.known += known.size;
    arrived.people.added += added.length;
  },

  async claims(arrival, rows) {
    // An account that did not come along.
    const fitting = rows.map((row) =>
      [...arrival.accounts.values()].includes(String(row.claimed_by)) ? row : { ...row, claimed_by: null },
    );
    await insertRows(arrival.tx, "claims", columnsOf(arrival, "claims"), fitting);
  },

  async libraries(arrival, rows) {
    const { tx, to, libraries } = arrival;
    const columns = columnsOf(arrival, "libraries").filter((column) => column !== "id");
    await insertRows(tx, "libraries", columns, rows);
    const here = new Map((await store.librariesOf(tx, to.organizationId)).map(({ id, slug }) => [slug, id]));
    for (const { id, slug } of rows) libraries.set(Number(id), here.get(String(slug)) as number);
  },

  async library_tags(arrival, rows) {
    await store.spellTags(
      arrival.tx,
      rows.map((row) => ({
        libraryId: Number(row.library_id),
        tagKey: String(row.tag_key),
        tag: String(row.tag),
      })),
    );
  },
};

/**
 * Gives the organization its addresses. They come last, since nobody can take or change an address from here to the end of the
 * transaction.
 */
async function nameOrganization(arrival: Arrival): Promise<void> {
  const { tx, to, manifest, formerSlugs, arrived } = arrival;
  await holdSlugs(tx);
  await requireFreeSlug(tx, manifest.organization);
  await store.setSlug(tx, to.organizationId, manifest.organization);
  const free = await store.freeSlugs(
    tx,
    formerSlugs.map(({ slug }) => String(slug)),
  );
  const isFree = ({ slug }: Row) => free.includes(String(slug));
  await insertRows(tx, "former_slugs", columnsOf(arrival, "former_slugs"), formerSlugs.filter(isFree));
  const taken = formerSlugs.filter((row) => !isFree(row));
  arrived.addressesLeftOut.push(...taken.map(({ slug }) => String(slug)));
}

/** Gives memory a key that this server derives, which jobs move its users to. The former one was in the export. */
async function renewKeys({ tx, to, now }: Arrival): Promise<void> {
  const { organizationId, isByok } = to;
  if (isByok || !(await store.hasUsers(tx, organizationId))) return;
  await addKeyVersion(tx, organizationId, now);
  await addJobs(tx, rotationJob, await usersToRotate(tx, organizationId));
}
