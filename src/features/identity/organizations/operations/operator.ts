import { z } from "zod";
import { fail } from "../../../../kernel/failure.ts";
import { OrganizationId, Slug } from "../../../../kernel/fields.ts";
import { slugFrom } from "../../../../kernel/slug.ts";
import { defineOperation } from "../../services.ts";
import { Organization, OrganizationName } from "../organization.ts";
import * as store from "../store.ts";

export const createOrganization = defineOperation({
  name: "createOrganization",
  noun: "Operator",
  summary: "Create an organization",
  access: { kind: "operator" },
  input: z.strictObject({ name: OrganizationName, slug: Slug.optional() }),
  output: Organization,
  fails: ["CONFLICT"],
  audit: (_input, { id, name }) => ({ organizationId: id, name }),
  async run({ database, clock }, { name, slug = slugFrom(name) }) {
    const createdAt = clock.now();
    const organization = { slug, name, plan: "free", startedBy: null, createdAt, expiresAt: null };
    const id = await database.transaction((tx) => store.insertOrganization(tx, organization));
    if (id === undefined) {
      throw fail.conflict(`An organization with the slug '${slug}' exists already. Choose another slug.`);
    }
    return { id: slug, name, plan: "free", createdAt: createdAt.getTime(), expiresAt: null };
  },
});

export const listOrganizations = defineOperation({
  name: "listOrganizations",
  noun: "Operator",
  summary: "List all organizations",
  access: { kind: "operator" },
  input: z.strictObject({}),
  output: z.array(Organization),
  async run({ database }) {
    return store.listOrganizations(database);
  },
});

const MB = 1024 * 1024;

export const limitOrganization = defineOperation({
  name: "limitOrganization",
  noun: "Operator",
  summary: "Set an organization's quotas; one that is left out is lifted",
  access: { kind: "operator" },
  input: z.strictObject({
    organizationId: OrganizationId,
    librariesMax: z.int().min(0).optional(),
    storageMbMax: z.int().min(0).optional(),
  }),
  output: z.object({ success: z.literal(true) }),
  audit: ({ librariesMax, storageMbMax }) => ({ librariesMax, storageMbMax }),
  async run({ database }, { organizationId, librariesMax, storageMbMax }) {
    const limits = {
      librariesMax: librariesMax ?? null,
      storageBytesMax: storageMbMax === undefined ? null : storageMbMax * MB,
    };
    if (!(await store.setLimits(database, organizationId, limits))) throw fail.organizationUnknown();
    return { success: true as const };
  },
});
