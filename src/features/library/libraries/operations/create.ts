import { z } from "zod";
import { OrganizationId, Slug } from "../../../../kernel/fields.ts";
import { addGrant } from "../../../identity/keys/store.ts";
import { defineOperation } from "../../services.ts";
import { addLibrary } from "../add-library.ts";
import { CreatedLibrary, libraryUrl } from "../created-library.ts";
import { LibraryName } from "../library.ts";
import * as store from "../store.ts";

export const createLibrary = defineOperation({
  name: "createLibrary",
  noun: "Libraries",
  summary: "Create a library",
  description:
    "The calling key gets write access to it at once. Read the id from the answer: when a library that the key can't see has " +
    "the slug, the new one has more characters after it.",
  access: { kind: "organization", level: "write", role: "owner" },
  input: z.strictObject({
    organizationId: OrganizationId,
    name: LibraryName,
    slug: Slug.optional().meta({
      description: "Defaults to a slug of the name.",
      examples: ["barcelona"],
    }),
  }),
  output: CreatedLibrary,
  fails: ["EPHEMERAL_LIBRARY_LIMIT_EXCEEDED", "LIBRARY_LIMIT_EXCEEDED", "LIBRARY_URL_TAKEN"],
  rest: { method: "POST", path: "/organizations/:organizationId/libraries", status: 201 },
  mcp: {
    tool: "create_library",
    title: "Create a library",
    description: "Creates a library in the organization. This key gets write access to it at once.",
    effect: "create",
  },
  changesKeys: true,
  audit: (_input, { id, name }) => ({ libraryId: id, name }),
  async run({ config, database, clock }, { name, slug }, caller) {
    const { organization } = caller;
    const libraryId = await database.transaction(async (tx) => {
      const wanted = { name, slug, createdAt: clock.now() };
      const id = await addLibrary(tx, organization.id, wanted, caller);
      if (caller.kind === "key") await addGrant(tx, caller.key.id, id, "write");
      return id;
    });
    const library = await store.library(database, organization.id, libraryId);
    return { ...library, libraryUrl: libraryUrl(config, organization.slug, library.id) };
  },
});
