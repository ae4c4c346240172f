import sql from "sql-template-tag";
import { limitOrganization } from "../../src/features/identity/organizations/operations/limit.ts";
import { send } from "../support/agent.ts";
import type { TestApp } from "../support/app.ts";
import type { Shelf } from "../support/examples/shelf.ts";
import { pdf, text } from "../support/files.ts";
import { operate } from "../support/operator.ts";
import type { TestCall } from "../support/transports/way.ts";

const MB = 1024 * 1024;

export const limits = { fileBytesMax: MB, unclaimedStorageBytesMax: 100, rateLimitPerMinute: 1000 };

/** A call that an operation refuses over every transport. */
export interface Refusal {
  operation: string;
  what: string;
  code: string;
  call(shelf: Shelf): TestCall;
  setUp?(tested: TestApp, shelf: Shelf): Promise<unknown>;
}

type Input = (shelf: Shelf) => Record<string, unknown>;

const barcelona = ({ organizationId }: Shelf) => ({ organizationId, libraryId: "barcelona" });
const toLisbon = ({ organizationId }: Shelf) => ({
  organizationId,
  sourceLibraryId: "barcelona",
  targetLibraryId: "lisbon",
});
const unknownAssetId = "AAAAAAAAAAA";
const items = (count: number) => Array.from({ length: count }, (_, i) => `item${i}`);
const tooLarge = Buffer.concat([pdf, Buffer.alloc(MB, " ")]);

const ofLibraries: Refusal[] = [
  misfit("startWithoutAccount", "no e-mail address", () => ({ email: "nobody" })),
  misfit("startWithoutAccount", "a blank name", () => ({ email: "ada@example.com", name: " " })),
  refusal(
    "startWithoutAccount",
    "a fourth start with one email address",
    "BAD_USER_INPUT",
    () => ({ email: "Ada@example.com" }),
    {
      async setUp({ app }) {
        for (let i = 0; i < 3; i++)
          await send(app, undefined, "POST", "/libraries", { email: "ada@EXAMPLE.com" });
      },
    },
  ),

  misfit("listLibraries", "a page of 501", ({ organizationId }) => ({ organizationId, pageSize: 501 })),
  misfit("createLibrary", "a blank name", ({ organizationId }) => ({ organizationId, name: " " })),
  misfit("createLibrary", "a malformed slug", ({ organizationId }) => ({
    organizationId,
    name: "x",
    slug: "A b",
  })),
  refusal("createLibrary", "a slug that is taken", "LIBRARY_URL_TAKEN", newLibrary("Other", "lisbon")),
  refusal(
    "createLibrary",
    "a second library while unclaimed",
    "EPHEMERAL_LIBRARY_LIMIT_EXCEEDED",
    newLibrary("More"),
    {
      setUp: unclaimed,
    },
  ),
  refusal("createLibrary", "one library too many", "LIBRARY_LIMIT_EXCEEDED", newLibrary("More"), {
    setUp: limited({ librariesMax: 3 }),
  }),
  misfit("renameLibrary", "no name", (shelf) => ({ ...barcelona(shelf), name: "" })),
];

const ofReading: Refusal[] = [
  misfit("listAssets", "an empty page", (shelf) => ({ ...barcelona(shelf), pageSize: 0 })),
  misfit("listAssets", "six tags", (shelf) => ({ ...barcelona(shelf), tags: items(6) })),
  refusal("getAsset", "an unknown id", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    assetId: unknownAssetId,
  })),
  refusal("getAsset", "an asset in the trash", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    assetId: shelf.assetIds.deleted,
  })),
  refusal("getAsset", "another library's asset", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    libraryId: "lisbon",
    assetId: shelf.assetIds.first,
  })),
  misfit("searchAssets", "a page of 251", ({ organizationId }) => ({ organizationId, q: "", pageSize: 251 })),
  misfit("searchAssets", "501 characters", ({ organizationId }) => ({ organizationId, q: "x".repeat(501) })),
  refusal(
    "searchAssets",
    "a library without a grant",
    "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY",
    ({ organizationId }) => ({
      organizationId,
      q: "",
      libraries: ["barcelona", "secret"],
    }),
  ),
];

const ofUploads: Refusal[] = [
  upload("a file of an unsupported type", "BAD_USER_INPUT", barcelona, {
    "diary.txt": text,
    "empty.png": Buffer.alloc(0),
  }),
  upload("a file over the limit", "PAYLOAD_TOO_LARGE", barcelona, { "large.pdf": tooLarge }),
  upload("an unknown parent", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    parentId: unknownAssetId,
  })),
  upload("a view as the parent", "BAD_USER_INPUT", (shelf) => ({
    ...barcelona(shelf),
    parentId: shelf.assetIds.view,
  })),
  upload(
    "two files for one parent",
    "BAD_USER_INPUT",
    (shelf) => ({ ...barcelona(shelf), parentId: shelf.assetIds.first }),
    { "a.pdf": pdf, "b.pdf": pdf },
  ),
  upload("more than the quota", "STORAGE_LIMIT_EXCEEDED", barcelona, undefined, limited({ storageMbMax: 0 })),
  upload("more than unclaimed storage", "EPHEMERAL_STORAGE_LIMIT_EXCEEDED", barcelona, undefined, unclaimed),
  misfit("createUpload", "no name", (shelf) => ({ ...barcelona(shelf), filename: "" })),
  refusal("createUpload", "an unknown parent", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    filename: "a.png",
    parentId: unknownAssetId,
  })),
  refusal("createDownload", "an unknown id", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    assetIds: [shelf.assetIds.first, unknownAssetId],
  })),
  refusal("createDownload", "an asset in the trash", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    assetIds: [shelf.assetIds.deleted],
  })),
  refusal("createDownload", "more than 10 GB", "PAYLOAD_TOO_LARGE", barcelona, {
    setUp: ({ database }, { assetIds }) =>
      database.execute(sql`update assets set bytes = ${20 * 1024 ** 3} where id = ${assetIds.first}`),
  }),
  refusal("createDownload", "ids and tags", "BAD_USER_INPUT", (shelf) => ({
    ...barcelona(shelf),
    assetIds: [shelf.assetIds.first],
    tags: ["sea"],
  })),
  refusal("createDownload", "a tag that nothing has", "BAD_USER_INPUT", (shelf) => ({
    ...barcelona(shelf),
    tags: ["nothing"],
  })),
  refusal("createUpload", "a view as the parent", "BAD_USER_INPUT", (shelf) => ({
    ...barcelona(shelf),
    filename: "a.png",
    parentId: shelf.assetIds.view,
  })),
];

const ofChanges: Refusal[] = [
  refusal("updateAssetDescription", "an unknown id", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    assetId: unknownAssetId,
    description: "x",
  })),
  misfit("updateAssetDescription", "10,001 characters", (shelf) => ({
    ...barcelona(shelf),
    assetId: shelf.assetIds.first,
    description: "x".repeat(10_001),
  })),
  refusal("transferAssets", "the library they are in", "BAD_USER_INPUT", (shelf) => ({
    ...toLisbon(shelf),
    targetLibraryId: "barcelona",
    assetIds: [shelf.assetIds.first],
  })),
  refusal("transferAssets", "a view", "BAD_USER_INPUT", (shelf) => ({
    ...toLisbon(shelf),
    assetIds: [shelf.assetIds.view],
  })),
  refusal("transferAssets", "an unknown id among them", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...toLisbon(shelf),
    assetIds: [shelf.assetIds.first, unknownAssetId],
  })),
  misfit("transferAssets", "no ids", (shelf) => ({ ...toLisbon(shelf), assetIds: [] })),
  misfit("deleteAssets", "101 ids", (shelf) => ({ ...barcelona(shelf), ids: items(101) })),
  misfit("restoreAssets", "no ids", (shelf) => ({ ...barcelona(shelf), ids: [] })),

  misfit("listTags", "501 tags", (shelf) => ({ ...barcelona(shelf), limit: 501 })),
  ...["tagAssets", "untagAssets"].flatMap((operation) => [
    misfit(operation, "a reserved tag", (shelf) => ({
      ...barcelona(shelf),
      assetIds: [shelf.assetIds.first],
      tags: ["Trash"],
    })),
    misfit(operation, "21 tags", (shelf) => ({
      ...barcelona(shelf),
      assetIds: [shelf.assetIds.first],
      tags: items(21),
    })),
    refusal(operation, "an unknown id among them", "RESOURCE_NOT_FOUND", (shelf) => ({
      ...barcelona(shelf),
      assetIds: [shelf.assetIds.first, unknownAssetId],
      tags: ["new"],
    })),
  ]),
];

/** Every refusal but those of access, which `access-matrix.test.ts` covers. */
export const refusals: readonly Refusal[] = [...ofLibraries, ...ofReading, ...ofUploads, ...ofChanges];

function refusal(
  operation: string,
  what: string,
  code: string,
  input: Input,
  more: Pick<Refusal, "setUp"> = {},
): Refusal {
  return { operation, what, code, call: (shelf) => ({ input: input(shelf) }), ...more };
}

/** A call whose input does not match the operation's schema. */
function misfit(operation: string, what: string, input: Input): Refusal {
  return refusal(operation, what, "BAD_USER_INPUT", input);
}

function upload(
  what: string,
  code: string,
  input: Input,
  files: Record<string, Buffer> = { "a.pdf": pdf },
  setUp: Refusal["setUp"] = async () => {},
): Refusal {
  return { operation: "uploadAssets", what, code, setUp, call: (shelf) => ({ input: input(shelf), files }) };
}

function newLibrary(name: string, slug?: string): Input {
  return ({ organizationId }) => ({ organizationId, name, ...(slug !== undefined && { slug }) });
}

async function unclaimed({ database }: TestApp, { organizationId }: Shelf) {
  const inAWeek = new Date(Date.now() + 7 * 24 * 3600 * 1000);
  await database.execute(
    sql`update organizations set expires_at = ${inAWeek} where slug = ${organizationId}`,
  );
}

function limited(quota: { librariesMax?: number; storageMbMax?: number }): NonNullable<Refusal["setUp"]> {
  return ({ services }, { organizationId }) =>
    operate(services, limitOrganization, { organizationId, ...quota });
}
