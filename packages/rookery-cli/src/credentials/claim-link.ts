import type { Output } from "../output/output.ts";
import { shown } from "../output/shown.ts";
import type { Profile } from "./config-file.ts";

/**
 * Tells the claim link of a library whose key is forgotten: it is the only way left to that library, so it is shown even with
 * `--quiet`. Returns the field that `--json` has for it.
 */
export function tellClaimLink(output: Output, { claimUrl }: Profile): { claimUrl?: string } {
  if (claimUrl === undefined) return {};
  const text = `The library that you started here is reached by its claim link now: ${claimUrl}`;
  if (!output.json) output.line(process.stderr, shown(text));
  return { claimUrl };
}
