import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { chromiumPath } from "./chromium.ts";

/** Builds the app, /docs and /graphql. */
export default function setup(): void {
  if (chromiumPath() === undefined) {
    console.warn(
      "No Chromium was found: browser tests are skipped. Install it, or set CHROMIUM to its path.",
    );
  }
  const build = fileURLToPath(new URL("../build.ts", import.meta.url));
  const { status } = spawnSync(process.execPath, [build, "--if-stale"], { stdio: "inherit" });
  if (status !== 0) throw new Error("The web app could not be built");
}
