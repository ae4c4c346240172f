import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Config } from "../../platform/config.ts";
import { appMimeType } from "./apps-extension.ts";

export const pickerUri = "ui://rookery/library.html";

// Built from `web/picker`.
const builtAt = fileURLToPath(new URL("../../../web/dist/picker.html", import.meta.url));

/** The page's place in `resources/list`. */
export const pickerResource = (config: Config) => ({
  name: "picker",
  title: "Picker of files",
  uri: pickerUri,
  mimeType: appMimeType,
  _meta: pageMeta(config),
});

/** The page, or undefined if the web app was not built. */
export async function readPicker(config: Config) {
  const built = await readFile(builtAt, "utf8").catch((error) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (built === undefined) return undefined;
  const { connectDomains, resourceDomains } = domainsOf(config);
  const text = built
    .replace("connect-src 'none'", `connect-src ${connectDomains.join(" ")}`)
    .replaceAll("-src 'self'", `-src ${resourceDomains.join(" ")}`);
  return { uri: pickerUri, mimeType: appMimeType, text, _meta: pageMeta(config) };
}

/** What clients let the page do: send files to this server and show files of its links, nothing else. */
const pageMeta = (config: Config) => ({ ui: { csp: domainsOf(config), prefersBorder: true } });

function domainsOf({ publicUrl, cdnUrl }: Config) {
  const own = new URL(publicUrl).origin;
  return { connectDomains: [own], resourceDomains: [...new Set([new URL(cdnUrl).origin, own])] };
}
