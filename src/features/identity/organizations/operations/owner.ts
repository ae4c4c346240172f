import { z } from "zod";
import {
  actorOf,
  type CallerOrganization,
  type MemberCaller,
  type OrganizationOperator,
} from "../../../../kernel/caller.ts";
import { fail } from "../../../../kernel/failure.ts";
import { OrganizationId, Slug, text } from "../../../../kernel/fields.ts";
import { addJobs } from "../../../../kernel/job.ts";
import { Role } from "../../../../kernel/role.ts";
import { slugFrom } from "../../../../kernel/slug.ts";
import type { Queryable } from "../../../../platform/database/queryable.ts";
import { removalJob } from "../../jobs.ts";
import { countOwned, insertMember, lockAccount } from "../../members/store.ts";
import { defineOperation } from "../../services.ts";
import { OrganizationName } from "../organization.ts";
import * as store from "../store.ts";

/** An organization as its members see it. */
const MyOrganization = z.object({
  id: z.string().meta({ description: "Its slug now; the one that was asked for may be an older one." }),
  name: z.string().nullable(),
  plan: z.string().nullable(),
  role: Role.nullable().meta({ description: "The caller's; null for the operator." }),
});

// A person has a few; a script that fills the database has thousands.
const ownedMax = 20;

const owners = { kind: "role", role: "owner" } as const;
const slugTaken = (slug: string) =>
  fail.conflict(`An organization with the slug '${slug}' exists already, or did. Choose another slug.`);

// Slugs are for good: nobody may take them all.
const slugsMax = 20;
const daySeconds = 86_400;

export const createMyOrganization = defineOperation({
  name: "createMyOrganization",
  noun: "Organizations",
  summary: "Create an organization, and own it",
  description: `An account may own ${ownedMax}. Those that it claims or is made an owner of count too, and are never refused.`,
  access: { kind: "account" },
  input: z.strictObject({ name: OrganizationName, slug: Slug.optional() }),
  output: MyOrganization,
  fails: ["CONFLICT", "RATE_LIMITED"],
  audit: (_input, { id, name }) => ({ organizationId: id, name }),
  limits: (_input, { account }) => [
    { bucket: `organizations by ${account.id}`, max: slugsMax, windowSeconds: daySeconds },
  ],
  async run({ database, clock }, { name, slug = slugFrom(name) }, { account }) {
    const createdAt = clock.now();
    await database.transaction(async (tx) => {
      await mayOwnAnother(tx, account.id);
      const organization = { slug, name, plan: "free", startedBy: null, createdAt, expiresAt: null };
      const id = await store.insertOrganization(tx, organization);
      if (id === undefined) throw slugTaken(slug);
      await insertMember(tx, id, { accountId: account.id, role: "owner", createdAt });
    });
    return { id: slug, name, plan: "free", role: "owner" as const };
  },
});

export const getOrganization = defineOperation({
  name: "getOrganization",
  noun: "Organizations",
  summary: "Get an organization, by its slug or one that it had",
  access: { kind: "role", role: "viewer" },
  input: z.strictObject({ organizationId: OrganizationId }),
  output: MyOrganization,
  async run(_services, _input, caller) {
    return shown(caller);
  },
});

export const renameOrganization = defineOperation({
  name: "renameOrganization",
  noun: "Organizations",
  summary: "Rename an organization; its slug and all links stay",
  access: owners,
  input: z.strictObject({ organizationId: OrganizationId, name: OrganizationName }),
  output: MyOrganization,
  changesKeys: true,
  audit: ({ name }) => ({ name }),
  async run({ database }, { name }, caller) {
    await store.renameOrganization(database, caller.organization.id, name);
    return shown(caller, { name });
  },
});

export const changeOrganizationSlug = defineOperation({
  name: "changeOrganizationSlug",
  noun: "Organizations",
  summary: "Give an organization another slug; the old one goes on leading to it",
  access: owners,
  input: z.strictObject({ organizationId: OrganizationId, slug: Slug }),
  output: MyOrganization,
  fails: ["CONFLICT", "RATE_LIMITED"],
  changesKeys: true,
  audit: ({ slug }) => ({ slug }),
  limits: (_input, { organization }) => [
    { bucket: `slugs of ${organization.id}`, max: slugsMax, windowSeconds: daySeconds },
  ],
  async run({ database }, { slug }, caller) {
    if (!(await store.changeSlug(database, caller.organization.id, slug))) throw slugTaken(slug);
    return shown(caller, { slug });
  },
});

export const deleteOrganization = defineOperation({
  name: "deleteOrganization",
  noun: "Organizations",
  summary: "Delete an organization with everything in it",
  description:
    "Members, keys and links stop at once; files and rows follow in the background, the audit log among them. There is no " +
    "way back.",
  access: owners,
  input: z.strictObject({
    organizationId: OrganizationId,
    confirm: text(63).meta({ description: "Its slug, typed again." }),
  }),
  output: z.object({ success: z.literal(true) }),
  changesKeys: true,
  async run({ database, clock, log }, { confirm }, caller) {
    const { organization, transport, requestId } = caller;
    if (confirm !== organization.slug) {
      throw fail.input(`confirm: type '${organization.slug}' to delete this organization.`);
    }
    await database.transaction(async (tx) => {
      await store.endOrganization(tx, organization.id, clock.now());
      await addJobs(tx, removalJob, [{ organizationId: organization.id }]);
    });
    // The audit log goes with the organization.
    log.info(
      { organization: organization.slug, by: actorOf(caller), transport, requestId },
      "organization deleted",
    );
    return { success: true as const };
  },
});

/** Of two that are created at once, the second waits for the first. */
async function mayOwnAnother(tx: Queryable, accountId: string): Promise<void> {
  await lockAccount(tx, accountId);
  if ((await countOwned(tx, accountId)) < ownedMax) return;
  throw fail.conflict(
    `You own ${ownedMax} organizations, the most that an account may. Delete one, or leave one to another owner, first.`,
  );
}

function shown(
  caller: MemberCaller | OrganizationOperator,
  changed: Partial<Pick<CallerOrganization, "name" | "slug">> = {},
): z.input<typeof MyOrganization> {
  const { slug, name, plan } = { ...caller.organization, ...changed };
  return { id: slug, name, plan, role: caller.kind === "session" ? caller.role : null };
}
