import { parse as parseContentDisposition } from "content-disposition";
import { Failure, fail } from "../../../../../kernel/failure.ts";
import type { Config } from "../../../../../platform/config.ts";
import { type Fetched, FetchRefused } from "../../../../../platform/net/public-fetch.ts";
import type { LibraryServices } from "../../../services.ts";
import type { Upload } from "./open-upload.ts";
import type { RefusedFile, StagedFile } from "./staged-file.ts";

/**
 * Stages a file from a public address. Throws `BAD_USER_INPUT` when it cannot be fetched whole: the address is the
 * caller's mistake, and they can send another. A file that is too large or of a refused type comes back refused.
 */
export async function stageUrl(
  { config, publicFetch }: Pick<LibraryServices, "config" | "publicFetch">,
  upload: Upload,
  address: string,
  filename = "",
): Promise<StagedFile | RefusedFile> {
  let fetched: Fetched | undefined;
  try {
    fetched = await publicFetch.get(address);
    return await upload.stage(fetched.body, filename || filenameOf(fetched), config.urlFileBytesMax);
  } catch (error) {
    if (error instanceof FetchRefused) throw notFetched(address, error.message);
    if (!(error instanceof Failure)) throw error;
    if (error.code === "BAD_USER_INPUT")
      throw notFetched(address, "The download was interrupted. Try again.");
    if (error.code === "PAYLOAD_TOO_LARGE") return { filename: shown(address), refusal: tooLarge(config) };
    throw error;
  } finally {
    fetched?.body.destroy();
  }
}

const notFetched = (address: string, reason: string) =>
  fail.input(`Nothing was uploaded, because of '${shown(address)}': ${reason}`);

const tooLarge = ({ urlFileBytesMax }: Pick<Config, "urlFileBytesMax">) =>
  `The file is larger than ${Math.floor(urlFileBytesMax / 1024 / 1024)} MB.`;

function filenameOf({ url, contentDisposition }: Fetched): string {
  const named =
    contentDisposition === undefined
      ? undefined
      : quietly(() => parseContentDisposition(contentDisposition).parameters.filename);
  return named ?? quietly(() => decodeURIComponent(url.pathname.split("/").at(-1) ?? "")) ?? "";
}

/** For names from servers, which may not parse. */
function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

const shownMax = 100;
const shown = (address: string) => (address.length > shownMax ? `${address.slice(0, shownMax)}…` : address);
