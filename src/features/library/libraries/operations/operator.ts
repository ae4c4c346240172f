import { z } from "zod";
import { OrganizationId, Slug } from "../../../../kernel/fields.ts";
import { organizationOf } from "../../../identity/slugs/store.ts";
import { defineOperation } from "../../services.ts";
import { addLibrary } from "../add-library.ts";
import { CreatedLibrary, libraryUrl } from "../created-library.ts";
import { Library, LibraryName } from "../library.ts";
import { allLibraries, library } from "../store.ts";

export const addLibraryToOrganization = defineOperation({
  name: "addLibraryToOrganization",
  noun: "Operator",
  summary: "Create a library in an organization",
  access: { kind: "operator" },
  input: z.strictObject({ organizationId: OrganizationId, name: LibraryName, slug: Slug.optional() }),
  output: CreatedLibrary,
  fails: ["EPHEMERAL_LIBRARY_LIMIT_EXCEEDED", "LIBRARY_LIMIT_EXCEEDED", "LIBRARY_URL_TAKEN"],
  changesKeys: true,
  audit: (_input, { id, name }) => ({ libraryId: id, name }),
  async run({ config, database, clock }, { organizationId: organizationSlug, name, slug }) {
    const organizationId = await organizationOf(database, organizationSlug);
    const id = await database.transaction((tx) =>
      addLibrary(tx, organizationId, { name, slug, createdAt: clock.now() }),
    );
    const added = await library(database, organizationId, id);
    return { ...added, libraryUrl: libraryUrl(config, organizationSlug, added.id) };
  },
});

export const listOrganizationLibraries = defineOperation({
  name: "listOrganizationLibraries",
  noun: "Operator",
  summary: "List all libraries of an organization",
  access: { kind: "operator" },
  input: z.strictObject({ organizationId: OrganizationId }),
  output: z.array(Library),
  async run({ database }, input) {
    return allLibraries(database, await organizationOf(database, input.organizationId));
  },
});
