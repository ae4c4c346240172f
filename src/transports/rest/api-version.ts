import type { FastifyRequest } from "fastify";
import { Failure } from "../../kernel/failure.ts";
import type { ApiVersion } from "../versions/version.ts";
import { newestVersion, oldestVersion, supportedVersions, versionOf } from "../versions/versions.ts";

const header = "Api-Version";

/** The version that a request asks for. Refuses one without a supported `Api-Version`. */
export function requireApiVersion(request: FastifyRequest): ApiVersion {
  const date = asked(request);
  if (date) return versionOf(date, header);
  throw new Failure(
    "API_VERSION_REQUIRED",
    `Send the header '${header}: ${newestVersion.date}'. ${supportedVersions}`,
  );
}

/** The version of a request that needs none, such as to an upload URL. */
export function optionalApiVersion(request: FastifyRequest): ApiVersion {
  const date = asked(request);
  return date ? versionOf(date, header) : oldestVersion;
}

const asked = ({ headers }: FastifyRequest) => [headers["api-version"]].flat()[0]?.trim();
