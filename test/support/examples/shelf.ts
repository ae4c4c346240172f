import sql from "sql-template-tag";
import { organizationRowId } from "../../../src/features/identity/slugs/store.ts";
import { agentOf } from "../agent.ts";
import type { TestApp } from "../app.ts";
import { picture } from "../files.ts";
import { newKey, newOrganization } from "../operator.ts";

/** An organization with something to do everything with: two shelves are equal but for ids and times. */
export interface Shelf {
  organizationId: string;
  /** Writes to `barcelona` and `lisbon`, and does not reach `secret`. */
  apiKey: string;
  /** Two assets, a view of the first, and one in the trash; all in `barcelona`. */
  ids: { one: string; two: string; view: string; gone: string };
  /** A value without what tells this shelf from another: ids, secrets and times. */
  masked(value: unknown): unknown;
}

const [teal, red, view, gone] = await Promise.all(
  ["teal", "red", "gold", "gray"].map((color) => picture(color)),
);

export async function newShelf({ app, services, database }: TestApp): Promise<Shelf> {
  const organizationId = await newOrganization(services, ["barcelona", "lisbon", "secret"]);
  const { apiKey } = await newKey(services, organizationId, { barcelona: "write", lisbon: "write" });
  const agent = agentOf(app, { organizationId, libraryId: "barcelona", apiKey });
  const upload = async (files: Record<string, Buffer | undefined>, parentId?: string): Promise<string[]> => {
    const { data } = await agent.upload(
      files as Record<string, Buffer>,
      parentId === undefined ? {} : { parentId },
    );
    return data.assets.map(({ id }: { id: string }) => id);
  };
  const [gone1 = ""] = await upload({ "gone.png": gone });
  const [one = "", two = ""] = await upload({ "sunset beach.png": teal, "two.png": red });
  const [view1 = ""] = await upload({ "crop.png": view }, one);
  const assets = `${agent.library}/assets`;
  await agent.request("DELETE", assets, { ids: [gone1] });
  await agent.request("POST", `${assets}/tag`, { assetIds: [one, two], tags: ["Sea", "Sunset"] });
  await agent.request("PATCH", `${assets}/${one}/description`, { description: "Dusk & <dawn> at the beach" });
  // As processing leaves a larger picture, so that links to sizes are compared too.
  const organization = await organizationRowId(database, organizationId);
  await database.execute(
    sql`update assets set status = 'ready', width = 1200, height = 900, blurhash = 'LEHV6nWB2yk8pyo0adR*.7kCMdnj'
        where organization_id = ${organization} and id <> ${two}`,
  );

  const ids = { one, two, view: view1, gone: gone1 };
  const names = new Map(Object.entries(ids).map(([name, id]) => [id, `<${name}>`]));
  names.set(organizationId, "<organization>");
  return { organizationId, apiKey, ids, masked: (value) => masked(value, names) };
}

const instants = new Set(["created", "updated", "createdAt", "updatedAt", "expiresAt"]);
const secrets: [RegExp, string][] = [
  [/\/uploads\/[\w-]{43}$/, "/uploads/<token>"],
  [/\/claim\/[\w-]{43}$/, "/claim/<token>"],
  [/^[a-z0-9]{14}$/, "<organization>"],
  [/^pk_\w{36}$/, "<key>"],
];

function masked(value: unknown, names: Map<string, string>): unknown {
  const text = (of: string) => {
    let shown = of;
    for (const [name, mask] of names) shown = shown.replaceAll(name, mask);
    for (const [secret, mask] of secrets) shown = shown.replace(secret, mask);
    return shown;
  };
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return value.map((item) => masked(item, names));
  if (typeof value !== "object" || value === null) return value;
  const { id } = value as { id?: unknown };
  // What is new gets its name by its turn.
  if (typeof id === "string" && /^[\w-]{11}$/.test(id) && "parentId" in value && !names.has(id))
    names.set(id, `<new ${names.size}>`);
  return Object.fromEntries(
    Object.entries(value).map(([name, of]) => [
      name,
      instants.has(name) && isRecent(of) ? `<${typeof of}>` : masked(of, names),
    ]),
  );
}

// An upload address or a claim ends within weeks; anything else that is told happened just now.
const monthMs = 31 * 24 * 3600 * 1000;
function isRecent(moment: unknown): boolean {
  const ms = typeof moment === "string" ? Date.parse(moment) : moment;
  return typeof ms === "number" && Math.abs(ms - Date.now()) < monthMs;
}
