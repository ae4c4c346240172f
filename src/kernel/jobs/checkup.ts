import { type Checkup, openFindings, type Problem } from "../checkup.ts";
import { recoverJobs } from "./recover.ts";
import { exhaustedJobs, lateJobs, orphanedJobs, retryJobs } from "./store.ts";

const orphaned: Problem = {
  problem: "A job is held by a process that is gone.",
  advice: "Run 'rookery doctor --fix', which frees it. A running server does so every minute.",
};
const exhausted: Problem = {
  problem: "A job failed so often that it is not tried any more.",
  advice: "See the server's log for its error. 'rookery doctor --fix' tries it again.",
};
const late: Problem = {
  problem: "A job has been due for more than an hour.",
  advice: "Start a process with ROLE=all or ROLE=worker, or more of them.",
};

const lateMs = 3_600_000;

/** Jobs that nobody runs. */
export const stuckJobs: Checkup = {
  name: "jobs",
  async run({ database }, { fix }) {
    const findings = openFindings();
    const [held, failed] = [await orphanedJobs(database), await exhaustedJobs(database)];
    if (fix && held.length > 0) await recoverJobs({ database });
    if (fix)
      await retryJobs(
        database,
        failed.map(({ id }) => id),
      );
    const nameOf = ({ id, name }: { id: string; name: string }) => `${name} ${id}`;
    for (const job of held) findings.note(orphaned, nameOf(job), fix);
    for (const job of failed) findings.note(exhausted, nameOf(job), fix);
    for (const job of await lateJobs(database, lateMs)) findings.note(late, nameOf(job), false);
    return findings.all();
  },
};
