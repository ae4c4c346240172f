import { Asset } from "../../features/library/assets/asset.ts";
import { startResumableUpload } from "../../features/library/assets/upload/operations/start-resumable.ts";
import { uploadAssets } from "../../features/library/assets/upload/operations/upload.ts";
import type { ApiVersion } from "../versions/version.ts";
import type { Components } from "./components.ts";
import type { Dialect } from "./dialect.ts";
import { byStatus } from "./failure-codes.ts";
import { failureResponses } from "./operation-object.ts";

const text = (description: string, examples: string[]) => ({
  description,
  schema: { type: "string", examples },
});
const bytes = (description: string) => ({ description, schema: { type: "integer", minimum: 0 } });
const inHeader = (name: string, header: object, required = true) => ({
  name,
  in: "header",
  required,
  ...header,
});

const version = inHeader("Tus-Resumable", {
  description: "The version of the protocol.",
  schema: { type: "string", const: "1.0.0" },
});
const finished = {
  "Upload-Offset": bytes("How many bytes have arrived."),
  "Upload-Expires": text("When the upload ends unless it is finished. Absent once it is.", [
    "Sun, 29 Nov 2026 12:00:00 GMT",
  ]),
  "Asset-Id": text("The asset, once all bytes have arrived.", ["V1StGXR8_Z5"]),
  "Asset-Url": text("Its permanent link.", ["https://example.com/cdn/acme-co/barcelona/V1StGXR8_Z5"]),
  "Duplicate-Of": text("The asset that had the same file before, if any.", ["k3Jd02mQ9aZ"]),
};
const location = text("The upload's address. It is secret.", [
  "https://example.com/files/5mJX2Qv0dYqk8sT1nRb4uVw7xZ3cE6gHaLpKjMfNyQo",
]);
const file = {
  required: true,
  description: "Bytes of the file.",
  content: { "application/offset+octet-stream": { schema: { type: "string", format: "binary" } } },
};

interface Parts {
  failing(codes: Parameters<typeof byStatus>[0]): object;
  answer(description: string, headers?: object): object;
  asset: object;
}

/** Uploads in parts by tus 1.0. */
export function resumablePaths(
  dialect: Dialect,
  components: Components,
  version: ApiVersion,
): Record<string, object> {
  const always = dialect.failsAlways.filter((code) => code !== "API_VERSION_REQUIRED");
  const parts: Parts = {
    failing: (codes) =>
      failureResponses(
        byStatus([...always, "BAD_USER_INPUT", "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY", ...codes]),
        dialect,
        components,
      ),
    answer: (description, headers = {}) => ({
      description,
      headers: { ...dialect.headers(components), ...headers },
    }),
    asset: dialect.answer(components.schemaOf(version.schemaOf(Asset), "output")),
  };
  return { "/files": creation(parts), "/files/{token}": about(parts) };
}

function creation({ failing, answer }: Parts): object {
  return {
    post: {
      operationId: "createResumableUpload",
      tags: ["Assets"],
      summary: "Start an upload by tus",
      security: [],
      description:
        "For large files and poor connections: [tus 1.0](https://tus.io/protocols/resumable-upload) with creation, checksum, " +
        "expiration and termination. Reserves the file's storage. `Upload-Metadata` takes `organizationId`, `libraryId`, " +
        "`filename`, `parentId` and `onDuplicate`. With a `ticket`, part of the `resumableUrl` of `createUpload`, neither " +
        "metadata nor a key is needed; otherwise send the key, here and with each part. Needs no `Api-Version`.",
      parameters: [
        {
          name: "ticket",
          in: "query",
          required: false,
          description: "Part of the `resumableUrl`.",
          schema: { type: "string" },
        },
        version,
        inHeader("Upload-Length", bytes("The size of the file.")),
        inHeader("Upload-Metadata", text("Names and values in base64.", ["libraryId YmFyY2Vsb25h"]), false),
      ],
      requestBody: { ...file, required: false },
      responses: {
        "201": answer("Started.", { Location: location, ...finished }),
        ...failing(startResumableUpload.fails ?? []),
      },
    },
  };
}

function about({ failing, answer, asset }: Parts): object {
  const token = {
    name: "token",
    in: "path",
    required: true,
    description: "Part of the upload's address.",
    schema: { type: "string" },
  };
  const shared = { tags: ["Assets"], security: [], parameters: [token, version] };
  const known = failing(["RESOURCE_NOT_FOUND"]);
  const ended = { "410": answer("The upload was not finished within a day.") };
  return {
    get: {
      ...shared,
      operationId: "getResumableUpload",
      summary: "Get the asset of a finished upload",
      description: "Answers 409 until all bytes have arrived.",
      parameters: [token],
      responses: {
        "200": {
          ...answer("The asset."),
          content: { "application/json": { schema: asset } },
        },
        ...failing(["RESOURCE_NOT_FOUND", "CONFLICT"]),
        ...ended,
      },
    },
    head: {
      ...shared,
      operationId: "headResumableUpload",
      summary: "Get how much of an upload has arrived",
      description: "Ask this after a cut connection, and send the rest from `Upload-Offset`.",
      responses: { "200": answer("Where to go on.", finished), ...known, ...ended },
    },
    patch: {
      ...shared,
      operationId: "patchResumableUpload",
      summary: "Send bytes of an upload",
      description:
        "The bytes that arrive are kept when the connection breaks. After the last ones, the file is an asset.",
      parameters: [
        ...shared.parameters,
        inHeader("Upload-Offset", bytes("Where the bytes begin, as HEAD tells.")),
        inHeader(
          "Upload-Checksum",
          text("`sha1` or `sha256`, a space, and the digest in base64.", [
            "sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=",
          ]),
          false,
        ),
      ],
      requestBody: file,
      responses: {
        "204": answer("Received.", finished),
        ...failing(uploadAssets.fails ?? []),
        ...ended,
        "460": answer("The bytes do not have the checksum. They were dropped."),
      },
    },
    delete: {
      ...shared,
      operationId: "deleteResumableUpload",
      summary: "End an upload that is not finished",
      description: "Drops the bytes that have arrived and gives the reserved storage back.",
      responses: { "204": answer("Deleted."), ...known, ...ended },
    },
  };
}
