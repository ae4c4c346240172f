import { z } from "zod";
import { OrganizationId } from "../../../kernel/fields.ts";
import { storageBytesMax } from "../organizations/store.ts";
import { defineOperation } from "../services.ts";
import * as store from "./store.ts";
import { keptDays } from "./sweep.ts";

const Requests = z
  .int()
  .meta({ description: "Number of operations called. A GraphQL request counts once per field." });

export const getUsage = defineOperation({
  name: "getUsage",
  noun: "Organizations",
  summary: "Get an organization's storage, and its calls by day, key and transport",
  description:
    "Counts every call that was granted access, also failed ones, but no requests for files. The last few " +
    "seconds may be missing. Days are UTC and are kept for 400 days.",
  access: { kind: "role", role: "viewer" },
  mayLag: true,
  input: z.strictObject({
    organizationId: OrganizationId,
    days: z.int().min(1).max(keptDays).default(30).meta({ description: "Number of days, today included." }),
  }),
  output: z.object({
    storage: z.object({
      bytes: z
        .int()
        .meta({ description: "Total size of the files as they were uploaded, views and trash included." }),
      bytesMax: z.int().nullable().meta({ description: "null without a limit." }),
    }),
    assets: z.int().meta({ description: "Number of assets, without views and trash." }),
    libraries: z.array(
      z.object({ libraryId: z.string(), name: z.string(), assets: z.int(), bytes: z.int() }),
    ),
    requests: z.object({
      total: Requests,
      byDay: z
        .array(z.object({ day: z.iso.date(), requests: Requests }))
        .meta({ description: "Every day of the range, oldest first." }),
      byKey: z.array(z.object({ keyId: z.string().nullable(), name: z.string(), requests: Requests })).meta({
        description:
          "Most calls first. All signed-in people are one entry, with a null id. Deleted keys stay.",
      }),
      byTransport: z
        .array(z.object({ transport: z.string(), requests: Requests }))
        .meta({ description: "Most calls first. `app` is the web app." }),
    }),
  }),
  async run({ database, config, clock }, { days }, { organization }) {
    const range = { until: clock.now().toISOString().slice(0, 10), days };
    const [libraries, bytesMax, byDay, byKey, byTransport] = await Promise.all([
      store.storageByLibrary(database, organization.id),
      storageBytesMax(database, organization.id),
      store.requestsByDay(database, organization.id, range),
      store.requestsByKey(database, organization.id, range),
      store.requestsByTransport(database, organization.id, range),
    ]);
    return {
      storage: {
        bytes: sum(libraries.map(({ bytes }) => bytes)),
        bytesMax: organization.expiresAt === null ? bytesMax : config.unclaimedStorageBytesMax,
      },
      assets: sum(libraries.map(({ assets }) => assets)),
      libraries,
      requests: { total: sum(byDay.map(({ requests }) => requests)), byDay, byKey, byTransport },
    };
  },
});

export const getOrganizationUsage = defineOperation({
  name: "getOrganizationUsage",
  noun: "Organizations",
  summary: "Get an organization's usage and limits",
  description:
    "`libraries` and `assets` count what the caller may read. `storage` and limits are those of the whole organization.",
  access: { kind: "organization", level: "read" },
  mayLag: true,
  input: z.strictObject({ organizationId: OrganizationId }),
  output: z.object({
    organizationId: z.string().meta({ examples: ["acme-co"] }),
    plan: z
      .string()
      .nullable()
      .meta({ description: "null while unclaimed.", examples: ["free"] }),
    claimed: z.boolean(),
    expiresAt: z.iso.datetime().nullable().meta({
      description: "When everything in an unclaimed organization is removed.",
    }),
    libraries: z.int(),
    librariesMax: z.int().nullable().meta({ description: "null without a limit." }),
    assets: z.int().meta({ description: "Number of assets, without views and trash." }),
    storage: z.object({
      bytes: z
        .int()
        .meta({ description: "Total size of the files as they were uploaded, views and trash included." }),
      bytesMax: z.int().nullable().meta({ description: "null without a limit." }),
    }),
  }),
  rest: { method: "GET", path: "/organizations/:organizationId/usage" },
  mcp: {
    tool: "get_usage",
    title: "Get usage",
    description:
      "Returns the organization's libraries, assets and bytes with their limits, its plan, and when an unclaimed one " +
      "expires.",
    effect: "read",
  },
  async run({ database, config }, _input, { organization, grants }) {
    const { slug, plan, expiresAt } = organization;
    const reached = [...grants.values()].map(({ id }) => id);
    const { assets, librariesMax, bytes, bytesMax } = await store.holdings(
      database,
      organization.id,
      reached,
    );
    const claimed = expiresAt === null;
    return {
      organizationId: slug,
      plan,
      claimed,
      expiresAt: expiresAt?.toISOString() ?? null,
      libraries: reached.length,
      librariesMax,
      assets,
      storage: { bytes, bytesMax: claimed ? bytesMax : config.unclaimedStorageBytesMax },
    };
  },
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
