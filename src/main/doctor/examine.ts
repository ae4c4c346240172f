import { libraryCounts } from "../../features/library/checkup/counts.ts";
import { assetFilesCheckup } from "../../features/library/checkup/files.ts";
import { orphans } from "../../features/library/checkup/orphans.ts";
import { processing } from "../../features/library/checkup/processing.ts";
import { modelEndpoints } from "../../features/memory/checkup/endpoints.ts";
import { memoryUsers } from "../../features/memory/checkup/users.ts";
import type { Checkup, CheckupOptions, Finding, Patient } from "../../kernel/checkup.ts";
import { stuckJobs } from "../../kernel/jobs/checkup.ts";
import { indexes } from "./indexes.ts";

// Indexes first: the others read through them.
const checkups: readonly Checkup[] = [
  indexes,
  stuckJobs,
  libraryCounts,
  processing,
  memoryUsers,
  modelEndpoints,
  orphans,
  assetFilesCheckup,
];

export interface Diagnosis {
  /** Nothing is wrong any more. */
  healthy: boolean;
  problems: (Finding & { check: string })[];
}

/** Looks at everything that the server keeps. `starting` hears of each part. */
export async function examine(
  patient: Patient,
  options: Omit<CheckupOptions, "progress"> & {
    starting?(name: string): { show: CheckupOptions["progress"]; end(): void };
  },
): Promise<Diagnosis> {
  const problems: Diagnosis["problems"] = [];
  for (const { name, run } of checkups) {
    const bar = options.starting?.(name);
    const { fix, quick } = options;
    const found = await run(patient, { fix, quick, progress: bar?.show ?? (() => {}) });
    bar?.end();
    problems.push(...found.map((finding) => ({ check: name, ...finding })));
  }
  return { healthy: problems.every(({ count, mended }) => count === mended), problems };
}
