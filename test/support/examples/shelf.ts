import sql from "sql-template-tag";
import { organizationRowId } from "../../../src/features/identity/slugs/store.ts";
import { agentOf } from "../agent.ts";
import type { TestApp } from "../app.ts";
import { picture } from "../files.ts";
import { newKey, newOrganization } from "../operator.ts";
import { emptyFixture, type Fixture } from "./fixture.ts";

/** A new organization with the assets that examples refer to. Shelves differ only in ids, secrets and times. */
export interface Shelf extends Fixture {
  /** Has write grants for `barcelona` and `lisbon`, and none for `secret`. */
  apiKey: string;
  /** Replaces ids, secrets and times, so that values of two shelves compare equal. */
  masked(value: unknown): unknown;
}

const [teal, red, gold, gray] = await Promise.all(
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
  const [deleted = ""] = await upload({ "gone.png": gray });
  const [first = "", second = ""] = await upload({ "sunset beach.png": teal, "two.png": red });
  const [view = ""] = await upload({ "crop.png": gold }, first);
  const assets = `${agent.library}/assets`;
  await agent.request("DELETE", assets, { ids: [deleted] });
  await agent.request("POST", `${assets}/tag`, { assetIds: [first, second], tags: ["Sea", "Sunset"] });
  await agent.request("PATCH", `${assets}/${first}/description`, {
    description: "Dusk & <dawn> at the beach",
  });
  const { data: share } = await agent.request("POST", `${agent.library}/shares`, { name: "Sea" });
  // Sets what processing sets for a larger picture, so that links to renditions are compared too.
  const organization = await organizationRowId(database, organizationId);
  await database.execute(
    sql`update assets set status = 'ready', width = 1200, height = 900, blurhash = 'LEHV6nWB2yk8pyo0adR*.7kCMdnj'
        where organization_id = ${organization} and id <> ${second}`,
  );

  const assetIds = { first, second, view, deleted };
  const names = new Map(Object.entries(assetIds).map(([name, id]) => [id, `<${name}>`]));
  names.set(organizationId, "<organization>");
  names.set(share.id, "<share>");
  return {
    ...emptyFixture,
    organizationId,
    assetIds,
    shareId: share.id,
    apiKey,
    masked: (value) => masked(value, names),
  };
}

const instants = new Set(["created", "updated", "createdAt", "updatedAt", "expiresAt", "at"]);
const secrets: [RegExp, string][] = [
  [/\/uploads\/[\w-]{43}$/, "/uploads/<token>"],
  [/\/files\?ticket=[\w-]{43}$/, "/files?ticket=<token>"],
  [/\/downloads\/[\w-]{43}$/, "/downloads/<token>"],
  [/\/s\/[\w-]{43}$/, "/s/<token>"],
  [/expires=\d+/, "expires=<time>"],
  [/([?&]s=)[\w-]{43}$/, "$1<signature>"],
  [/\/claim\/[\w-]{43}$/, "/claim/<token>"],
  [/^[a-z0-9]{14}$/, "<organization>"],
  [/\/app\/[a-z0-9]{14}\//, "/app/<organization>/"],
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
  // New assets are numbered in order of appearance.
  if (typeof id === "string" && /^[\w-]{11}$/.test(id) && "parentId" in value && !names.has(id))
    names.set(id, `<new ${names.size}>`);
  if (typeof id === "string" && /^[\w-]{12}$/.test(id) && "createdBy" in value && !names.has(id))
    names.set(id, "<new share link>");
  return Object.fromEntries(
    Object.entries(value).map(([name, of]) => [
      name,
      instants.has(name) && isRecent(of) ? `<${typeof of}>` : masked(of, names),
    ]),
  );
}

// Upload URLs and claims expire within weeks. All other times are from this test run.
const monthMs = 31 * 24 * 3600 * 1000;
function isRecent(moment: unknown): boolean {
  const ms = typeof moment === "string" ? Date.parse(moment) : moment;
  return typeof ms === "number" && Math.abs(ms - Date.now()) < monthMs;
}
