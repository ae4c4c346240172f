import { CliFailure, exitCodeOf, partly, told } from "./failure.ts";
import type { Output } from "./output/output.ts";

/** What became of several files, of which each may fail. */
export interface Outcome {
  done(): void;
  failed(subject: string, error: unknown): void;
  /** Throws if some failed: with the failure itself if all did. */
  end(): void;
}

/** `verb` is "uploaded" or "downloaded". */
export function openOutcome(output: Output, all: number, verb: string): Outcome {
  const errors: unknown[] = [];
  let done = 0;
  return {
    done: () => void done++,
    failed(subject, error) {
      errors.push(error);
      // The failure of a single file is that of the command.
      if (all > 1) output.problem(subject, error);
    },
    end() {
      const [first] = errors;
      if (first === undefined) return;
      if (all === 1) throw first;
      const again = "Run the same command again to try once more.";
      if (done > 0) throw partly(`${all - done} of ${all} files were not ${verb}. ${again}`);
      const { code = "UNEXPECTED" } = told(first);
      throw new CliFailure(exitCodeOf(first), code, `None of the ${all} files were ${verb}.`);
    },
  };
}
