import type { Command } from "commander";
import type { Run } from "../program.ts";
import { whole } from "./transfer.ts";

/** The commands about what agents remember of people. */
export function addMemoryCommands(program: Command, run: Run): void {
  const memory = program.command("memory").description("store and recall what users said");
  const user = ["--user <id>", "a user's id, or your own id of them"] as const;
  memory
    .command("ingest")
    .description("store exchanges: one by options, or many as JSON lines on standard input")
    .option(...user)
    .option("--conversation <id>", "the conversation; without it, a new one")
    .option("--message <text>", "what the user said")
    .option("--response <text>", "what the agent said", "")
    .addHelpText("after", ingestExamples)
    .action(run(async (...given) => (await import("./remember.ts")).ingest(...given)));
  memory
    .command("recall")
    .description("find what a user said and what is known of them")
    .argument("<question...>", "in plain words")
    .requiredOption(...user)
    .option("--limit <count>", "how many exchanges", whole(1, 100), 5)
    .option("--context", "print the text for a prompt instead")
    .addHelpText("after", "\nExample:\n  rookery-cli memory recall --user ada where does she live")
    .action(run(async (...given) => (await import("./remember.ts")).recall(...given)));
  memory
    .command("facts")
    .description("list what is known of a user")
    .requiredOption(...user)
    .option("--history", "also what was known before")
    .addHelpText("after", "\nExample:\n  rookery-cli memory facts --user ada --json")
    .action(run(async (...given) => (await import("./remember.ts")).facts(...given)));
}

const ingestExamples = `
Examples:
  rookery-cli memory ingest --user ada --message "I moved to Lisbon." --response "How is it there?"
  rookery-cli memory ingest --user ada < exchanges.ndjson

Each line of standard input is an object with user_message, agent_response and perhaps timestamp and metadata.`;
