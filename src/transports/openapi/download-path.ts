import type { Components } from "./components.ts";
import type { Dialect } from "./dialect.ts";
import { byStatus } from "./failure-codes.ts";
import { failureResponses } from "./operation-object.ts";

/** The URL that `createDownload` returns. It is the credential, so it needs no key and no version. */
export function downloadPath(dialect: Dialect, components: Components): Record<string, object> {
  const always = dialect.failsAlways.filter((code) => code !== "API_VERSION_REQUIRED");
  const failures = byStatus([...always, "RESOURCE_NOT_FOUND", "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY"]);
  return {
    "/downloads/{token}": {
      get: {
        operationId: "getDownload",
        tags: ["Assets"],
        summary: "Download assets as a ZIP file",
        description:
          "The `downloadUrl` that `createDownload` returned. Assets deleted since are left out. Needs no key and no " +
          "`Api-Version`, and works as long as the key that asked for it may read the library.",
        security: [],
        parameters: [
          {
            name: "token",
            in: "path",
            required: true,
            description: "Part of the `downloadUrl`.",
            schema: { type: "string", examples: ["5mJX2Qv0dYqk8sT1nRb4uVw7xZ3cE6gHaLpKjMfNyQo"] },
          },
        ],
        responses: {
          "200": {
            description: "The ZIP file, without compression.",
            headers: dialect.headers(components),
            content: {
              "application/zip": {
                schema: { type: "string", format: "binary", contentMediaType: "application/zip" },
              },
            },
          },
          ...failureResponses(failures, dialect, components),
        },
      },
    },
  };
}
