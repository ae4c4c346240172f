import { z } from "zod";
import { AssetId } from "../../features/library/assets/asset.ts";
import { modifiers } from "../../features/library/delivery/modifiers/read-query.ts";
import { LibraryId, OrganizationId, text } from "../../kernel/fields.ts";
import { renditionNames } from "../../media/renditions/names.ts";
import { mediaTypes } from "../../media/sniff/media-type.ts";
import type { Components } from "./components.ts";
import type { Dialect } from "./dialect.ts";
import { byStatus } from "./failure-codes.ts";
import { failureResponses } from "./operation-object.ts";

const link = z.object({
  organizationId: OrganizationId,
  libraryId: LibraryId,
  assetId: AssetId,
  version: text(64).meta({
    description: "Identifies the exact bytes. A link with the asset's current version may be cached forever.",
    examples: ["k3Jd02mQ"],
  }),
  file: z.enum(renditionNames.map((name) => `${name}.webp` as const)).meta({
    description:
      "The longest edge in pixels, or `blurred`: a tiny placeholder to show while another size loads.",
    examples: ["800.webp"],
  }),
});

/** The links to files, which are not operations. Failures have the dialect's shape. */
export function deliveryPaths(dialect: Dialect, components: Components): Record<string, object> {
  const { properties = {} } = components.schemaOf(link, "input");
  const inPath = (...names: (keyof typeof link.shape)[]) =>
    names.map((name) => {
      const { description, ...schema } = properties[name] ?? {};
      return { name, in: "path", required: true, description, schema };
    });
  const get = (operation: object, types: readonly string[]) => ({
    get: { ...operation, tags: ["Files"], security: [], responses: responses(dialect, components, types) },
  });

  return {
    "/cdn/{organizationId}/{libraryId}/{assetId}": get(
      {
        operationId: "getFile",
        summary: "Get a file, full size",
        description:
          "The `url` of an asset. It is permanent: it keeps working when the asset moves to another library or the " +
          "library is renamed, and stops when the asset is deleted. Private metadata such as locations is removed. " +
          "The parameters are those of imgix and ask for another size, format or look of a picture. They mean nothing " +
          "for other files. Unknown ones are ignored.",
        parameters: [
          ...inPath("organizationId", "libraryId", "assetId"),
          download,
          ...transformParameters,
          ...conditions,
        ],
      },
      Object.keys(mediaTypes),
    ),
    "/cdn/{organizationId}/{libraryId}/{assetId}/{version}/{file}": get(
      {
        operationId: "getSizedFile",
        summary: "Get a picture in a smaller size",
        description:
          "Take these links from an asset's `sizes`, `thumbUrl`, `thumbHighUrl` and `thumbUrlBlurred`. Animation is kept.",
        parameters: [...inPath("organizationId", "libraryId", "assetId", "version", "file"), ...conditions],
      },
      ["image/webp"],
    ),
  };
}

const transformParameters = modifiers.map(({ name, takes, free }) => ({
  name,
  in: "query",
  description: `${takes[0]?.toUpperCase()}${takes.slice(1)}.${free ? "" : " Needs a signature."}`,
  schema: { type: "string" },
}));

const download = {
  name: "download",
  in: "query",
  description:
    "With any value or none, browsers save the file under its name (`Content-Disposition: attachment`) instead of showing it.",
  allowEmptyValue: true,
  schema: { type: "string", examples: [""] },
};

const conditions = [
  {
    name: "Range",
    in: "header",
    description: "One range of bytes. Any other value is answered with the whole file.",
    schema: { type: "string", pattern: "^bytes=(\\d+-\\d*|-\\d+)$", examples: ["bytes=0-1023"] },
  },
  {
    name: "If-None-Match",
    in: "header",
    description: "Entity tags of the copies you have. Answered with 304 if one is current.",
    schema: { type: "string", examples: ['"k3Jd02mQ"'] },
  },
  {
    name: "If-Modified-Since",
    in: "header",
    description: "Answered with 304 if the file is not newer. Ignored beside `If-None-Match`.",
    schema: { type: "string", examples: ["Sat, 28 Nov 2026 09:30:00 GMT"] },
  },
  {
    name: "If-Range",
    in: "header",
    description: "Honour `Range` only if the file still has this entity tag.",
    schema: { type: "string", examples: ['"k3Jd02mQ"'] },
  },
];

function responses(dialect: Dialect, components: Components, types: readonly string[]): object {
  const bytes = { type: "string", format: "binary", contentMediaType: "application/octet-stream" };
  const content = Object.fromEntries(types.map((type) => [type, { schema: bytes }]));
  const header = (name: string, description: string, example: string) =>
    components.add("headers", name.replaceAll("-", ""), {
      description,
      schema: { type: "string", examples: [example] },
    });
  const requestId = { "X-Request-Id": dialect.headers(components)["X-Request-Id"] };
  const validators = {
    ...requestId,
    ETag: header("ETag", "Identifies the bytes.", '"k3Jd02mQ"'),
    "Cache-Control": header(
      "Cache-Control",
      "How long caches may keep the file.",
      "public, max-age=0, s-maxage=60, must-revalidate",
    ),
  };
  const contentRange = {
    "Content-Range": header("Content-Range", "The range and the size of the file.", "bytes 0-1023/48213"),
  };
  const ranges = { "Accept-Ranges": header("Accept-Ranges", "Ranges are in bytes.", "bytes") };

  return {
    "200": { description: "The whole file.", headers: { ...validators, ...ranges }, content },
    "206": {
      description: "The requested range.",
      headers: { ...validators, ...ranges, ...contentRange },
      content,
    },
    "304": { description: "Your copy is current.", headers: validators },
    "416": {
      description: "The range starts after the end of the file.",
      headers: { ...requestId, ...contentRange },
    },
    ...failureResponses(
      byStatus([
        "BAD_USER_INPUT",
        "FORBIDDEN",
        "RESOURCE_NOT_FOUND",
        "INTERNAL_SERVER_ERROR",
        "SERVICE_UNAVAILABLE",
      ]),
      dialect,
      components,
    ),
  };
}
