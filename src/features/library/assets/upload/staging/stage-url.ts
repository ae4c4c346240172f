import { parse as parseContentDisposition } from "content-disposition";
import { Failure } from "../../../../../kernel/failure.ts";
import { type Fetched, FetchRefused } from "../../../../../platform/net/public-fetch.ts";
import type { LibraryServices } from "../../../services.ts";
import type { Upload } from "./open-upload.ts";
import type { RefusedFile, StagedFile } from "./staged-file.ts";

/** Stages a file from a public address. One that cannot be fetched comes back refused; past the limit it throws. */
export async function stageUrl(
  { config, publicFetch }: Pick<LibraryServices, "config" | "publicFetch">,
  upload: Upload,
  address: string,
): Promise<StagedFile | RefusedFile> {
  let fetched: Fetched | undefined;
  try {
    fetched = await publicFetch.get(address);
    return await upload.stage(fetched.body, filenameOf(fetched), config.urlFileBytesMax);
  } catch (error) {
    if (error instanceof FetchRefused) return { filename: shown(address), refusal: error.message };
    if (error instanceof Failure && error.code === "BAD_USER_INPUT")
      return { filename: shown(address), refusal: "The download was interrupted. Try again." };
    throw error;
  } finally {
    fetched?.body.destroy();
  }
}

function filenameOf({ url, contentDisposition }: Fetched): string {
  const named =
    contentDisposition === undefined
      ? undefined
      : quietly(() => parseContentDisposition(contentDisposition).parameters.filename);
  return named ?? quietly(() => decodeURIComponent(url.pathname.split("/").at(-1) ?? "")) ?? "";
}

/** Servers may send names that cannot be parsed. */
function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

const shownMax = 100;
const shown = (address: string) => (address.length > shownMax ? `${address.slice(0, shownMax)}…` : address);
