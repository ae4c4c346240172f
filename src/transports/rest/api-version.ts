import type { FastifyRequest } from "fastify";
import { Failure, fail } from "../../kernel/failure.ts";

/** The supported API versions, newest first. */
export const apiVersions = ["2026-05-20"] as const;

/** Refuses a request without a supported `Api-Version`. */
export function requireApiVersion(request: FastifyRequest): void {
  const version = [request.headers["api-version"]].flat()[0]?.trim();
  if ((apiVersions as readonly (string | undefined)[]).includes(version)) return;
  const supported = `Supported: ${apiVersions.join(", ")}.`;
  if (!version)
    throw new Failure(
      "API_VERSION_REQUIRED",
      `Send the header 'Api-Version: ${apiVersions[0]}'. ${supported}`,
    );
  throw fail.input(`Api-Version: '${version.slice(0, 40)}' is not supported. ${supported}`);
}
