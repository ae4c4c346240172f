import { fail } from "../../kernel/failure.ts";
import { may } from "./2026-05-20.ts";
import { july } from "./2026-07-08.ts";
import type { ApiVersion } from "./version.ts";

/** The supported versions, newest first. */
export const apiVersions = [july, may] as const satisfies readonly ApiVersion[];

export const newestVersion: ApiVersion = apiVersions[0];
/** What a caller gets who can't say which version: such addresses were there before the second one. */
export const oldestVersion: ApiVersion = apiVersions[apiVersions.length - 1] as ApiVersion;

export const supportedVersions = `Supported: ${apiVersions.map(({ date }) => date).join(", ")}.`;

/** The version of a date. `from` names the header or parameter in the refusal. */
export function versionOf(date: string, from: string): ApiVersion {
  const version = apiVersions.find((one) => one.date === date);
  if (version) return version;
  throw fail.input(`${from}: '${date.slice(0, 40)}' is not supported. ${supportedVersions}`);
}
