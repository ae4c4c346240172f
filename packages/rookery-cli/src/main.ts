#!/usr/bin/env node
import { CommanderError } from "commander";
import { exitCodeOf, exitCodes, Interrupted } from "./failure.ts";
import { writeFailure } from "./output/output.ts";
import { buildProgram } from "./program.ts";

const interruption = new AbortController();
let interruptions = 0;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    // The first one lets what is running clean up. Whoever asks again does not want to wait for it.
    if (interruptions++ > 0) process.exit(exitCodes.interrupted);
    interruption.abort(new Interrupted());
  });
}
// Another program, such as head, has read enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(exitCodes.done);
});

try {
  await buildProgram(interruption.signal).parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has written its sentence, or the help that was asked for.
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  } else if (interruption.signal.aborted) {
    process.exit(exitCodes.interrupted);
  } else {
    writeFailure(error, process.argv.includes("--json"));
    process.exitCode = exitCodeOf(error);
  }
}
