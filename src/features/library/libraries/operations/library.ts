import { z } from "zod";
import { granted } from "../../../../kernel/access.ts";
import { LibraryId, OrganizationId, Page, pageSize, Slug } from "../../../../kernel/fields.ts";
import { addGrant } from "../../../identity/keys/store.ts";
import { defineOperation } from "../../services.ts";
import { addLibrary } from "../add-library.ts";
import { Library, LibraryName, Tag } from "../library.ts";
import * as store from "../store.ts";

export const me = defineOperation({
  name: "me",
  noun: "Account",
  summary: "Get the organization and libraries of this key",
  access: { kind: "key" },
  input: z.strictObject({}),
  output: z.object({
    organizationId: z.string().meta({ examples: ["acme-co"] }),
    organizationName: z
      .string()
      .nullable()
      .meta({ examples: ["Acme"] }),
    plan: z
      .string()
      .nullable()
      .meta({ description: "null while the organization is unclaimed.", examples: ["free"] }),
    libraries: z
      .array(z.string())
      .meta({ description: "Slugs of the libraries that the key can access.", examples: [["barcelona"]] }),
  }),
  rest: { method: "GET", path: "/me" },
  mcp: {
    tool: "whoami",
    title: "Who am I",
    description:
      "Returns the organization that this key belongs to and the libraries it can access. Call it first: other tools need the " +
      "organizationId and libraryId that it returns.",
    effect: "read",
  },
  async run(_services, _input, { organization, grants }) {
    return {
      organizationId: organization.slug,
      organizationName: organization.name,
      plan: organization.plan,
      libraries: [...grants.keys()],
    };
  },
});

export const listLibraries = defineOperation({
  name: "listLibraries",
  noun: "Libraries",
  summary: "List the libraries that this key can access",
  access: { kind: "organization", level: "read" },
  input: z.strictObject({ organizationId: OrganizationId, page: Page, pageSize: pageSize(50, 500) }),
  output: z.array(Library),
  rest: { method: "GET", path: "/organizations/:organizationId/libraries" },
  mcp: {
    tool: "list_libraries",
    title: "List libraries",
    description:
      "Lists the libraries that this key can access, with their names, how many assets they hold, and their most used tags.",
    effect: "read",
  },
  async run({ database }, { page, pageSize }, { organization, grants }) {
    const reached = [...grants.values()].map((grant) => grant.id);
    return store.librariesPage(database, organization.id, reached, {
      offset: (page - 1) * pageSize,
      limit: pageSize,
    });
  },
});

export const createLibrary = defineOperation({
  name: "createLibrary",
  noun: "Libraries",
  summary: "Create a library",
  description: "The calling key gets write access to it at once.",
  access: { kind: "organization", level: "write", role: "owner" },
  input: z.strictObject({
    organizationId: OrganizationId,
    name: LibraryName,
    slug: Slug.optional().meta({
      description: "Derived from the name when not given.",
      examples: ["barcelona"],
    }),
  }),
  output: Library,
  fails: ["EPHEMERAL_LIBRARY_LIMIT_EXCEEDED", "LIBRARY_LIMIT_EXCEEDED", "LIBRARY_URL_TAKEN"],
  rest: { method: "POST", path: "/organizations/:organizationId/libraries", status: 201 },
  mcp: {
    tool: "create_library",
    title: "Create a library",
    description:
      "Creates a library in the organization; this key can write to it at once. Needs write access to some library.",
    effect: "create",
  },
  changesKeys: true,
  audit: (_input, { id, name }) => ({ libraryId: id, name }),
  async run({ database, clock }, { name, slug }, caller) {
    const { organization } = caller;
    const libraryId = await database.transaction(async (tx) => {
      const id = await addLibrary(tx, organization.id, { name, slug, createdAt: clock.now() });
      if (caller.kind === "key") await addGrant(tx, caller.key.id, id, "write");
      return id;
    });
    return store.library(database, organization.id, libraryId);
  },
});

export const renameLibrary = defineOperation({
  name: "renameLibrary",
  noun: "Libraries",
  summary: "Rename a library",
  description: "Its id (the slug) and its links stay the same.",
  access: { kind: "library", level: "write", fields: ["libraryId"], role: "owner" },
  input: z.strictObject({ organizationId: OrganizationId, libraryId: LibraryId, name: LibraryName }),
  output: Library,
  rest: { method: "PATCH", path: "/organizations/:organizationId/libraries/:libraryId" },
  mcp: {
    tool: "rename_library",
    title: "Rename a library",
    description: "Renames a library. Its id and all links stay the same.",
    effect: "replace",
  },
  audit: ({ libraryId, name }) => ({ libraryId, name }),
  async run({ database }, { libraryId, name }, caller) {
    const { id } = granted(caller, libraryId, "write");
    await store.renameLibrary(database, caller.organization.id, id, name);
    return store.library(database, caller.organization.id, id);
  },
});

export const listTags = defineOperation({
  name: "listTags",
  noun: "Tags",
  summary: "List a library's tags, most used first",
  access: { kind: "library", level: "read", fields: ["libraryId"] },
  input: z.strictObject({
    organizationId: OrganizationId,
    libraryId: LibraryId,
    limit: z.int().min(1).max(500).default(100).meta({ description: "At most 500." }),
  }),
  output: z.array(Tag),
  rest: { method: "GET", path: "/organizations/:organizationId/libraries/:libraryId/tags" },
  mcp: {
    tool: "list_tags",
    title: "List tags",
    description:
      "Lists a library's tags by how many assets carry them. Look here before tagging, so that each idea has only one tag.",
    effect: "read",
  },
  async run({ database }, { libraryId, limit }, caller) {
    return store.topTags(database, granted(caller, libraryId).id, limit);
  },
});
