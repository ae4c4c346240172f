import { uploadAssets } from "../../features/library/assets/upload/operations/upload.ts";
import type { ApiVersion } from "../versions/version.ts";
import type { Components } from "./components.ts";
import type { Dialect } from "./dialect.ts";
import { byStatus } from "./failure-codes.ts";
import { failureResponses } from "./operation-object.ts";

/** The URL that `createUpload` returns. It is the credential, so it needs no key and no version. */
export function uploadPath(
  dialect: Dialect,
  components: Components,
  version: ApiVersion,
): Record<string, object> {
  const always = dialect.failsAlways.filter((code) => code !== "API_VERSION_REQUIRED");
  const failures = byStatus([
    ...always,
    "BAD_USER_INPUT",
    "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY",
    ...(uploadAssets.fails ?? []),
  ]);
  return {
    "/uploads/{token}": {
      put: {
        operationId: "putUpload",
        tags: ["Assets"],
        summary: "Upload one file to its URL",
        description:
          "Send the file's raw bytes to the `uploadUrl` that `createUpload` returned. `Content-Type` is ignored. The URL " +
          "works once, but a refused file does not use it up. Needs no key. Without an `Api-Version`, it answers as the first one.",
        security: [],
        parameters: [
          {
            name: "token",
            in: "path",
            required: true,
            description: "Part of the `uploadUrl`.",
            schema: { type: "string", examples: ["5mJX2Qv0dYqk8sT1nRb4uVw7xZ3cE6gHaLpKjMfNyQo"] },
          },
          {
            name: "onDuplicate",
            in: "query",
            required: false,
            description: "As for `uploadAssets`.",
            schema: { type: "string", enum: ["keep", "skip", "replace"], default: "keep" },
          },
        ],
        requestBody: {
          required: true,
          description: "The file.",
          content: {
            "application/octet-stream": {
              schema: { type: "string", format: "binary", contentMediaType: "application/octet-stream" },
            },
          },
        },
        responses: {
          "200": {
            description: "Uploaded.",
            headers: dialect.headers(components),
            content: {
              "application/json": {
                schema: dialect.answer(components.schemaOf(version.of(uploadAssets).output, "output")),
              },
            },
          },
          ...failureResponses(failures, dialect, components),
        },
      },
    },
  };
}
