import { type Checkup, openFindings, type Problem } from "../../../kernel/checkup.ts";
import { assetsWithoutJob, queueAssetsWithoutJob } from "./store.ts";

const withoutJob: Problem = {
  problem: "A picture waits to be processed, and no job is queued for it.",
  advice: "Run 'rookery doctor --fix', which queues one.",
};

/** Pictures that would be processed never. */
export const processing: Checkup = {
  name: "pictures being processed",
  async run({ database }, { fix }) {
    const findings = openFindings();
    const ids = await assetsWithoutJob(database);
    if (fix && ids.length > 0) await queueAssetsWithoutJob(database);
    for (const id of ids) findings.note(withoutJob, id, fix);
    return findings.all();
  },
};
