import { type Command, Option } from "commander";
import type { Run } from "../program.ts";
import { collect, whole } from "./transfer.ts";

/** The commands about what is stored. */
export function addAssetCommands(program: Command, run: Run): void {
  addReads(program, run);
  const batch = (name: string, description: string) =>
    program.command(name).description(description).argument("<ids...>", 'ids, or "-" for standard input');
  batch("tag", "add tags to files")
    .requiredOption("--tag <tag>", "the tag; may be repeated", collect)
    .addHelpText("after", "\nExample:\n  rookery-cli tag V1StGXR8_Z5 k3Jd02mQ9aZ --tag beach --tag holiday")
    .action(run(async (...given) => (await import("./change.ts")).tag(...given)));
  batch("untag", "remove tags from files")
    .requiredOption("--tag <tag>", "the tag; may be repeated", collect)
    .addHelpText(
      "after",
      "\nExample:\n  rookery-cli list --tag draft --json | rookery-cli untag - --tag draft",
    )
    .action(run(async (...given) => (await import("./change.ts")).untag(...given)));
  batch("delete", "move files to the trash, where they stay for 30 days")
    .option("--yes", "do not ask")
    .addHelpText("after", "\nExample:\n  rookery-cli delete V1StGXR8_Z5 --yes")
    .action(run(async (...given) => (await import("./change.ts")).remove(...given)));
  batch("restore", "restore files from the trash")
    .addHelpText("after", "\nExample:\n  rookery-cli restore V1StGXR8_Z5")
    .action(run(async (context, args) => (await import("./change.ts")).restore(context, args)));
  program
    .command("open")
    .description("open a file, the library or the claim link in your browser")
    .argument(
      "[id]",
      "the file; without it, the claim link if nobody owns the library yet, otherwise the library",
    )
    .option("--print", "print the address instead")
    .addHelpText("after", "\nExample:\n  rookery-cli open --print")
    .action(run(async (...given) => (await import("./open.ts")).openPage(...given)));
}

function addReads(program: Command, run: Run): void {
  const sort = new Option("--sort <order>", "the order").choices([
    "newest",
    "oldest",
    "name",
    "largest",
    "taken_newest",
    "taken_oldest",
  ]);
  program
    .command("libraries")
    .description("list the libraries that you reach")
    .addHelpText("after", "\nExample:\n  rookery-cli libraries")
    .action(run(async (context) => (await import("./read.ts")).libraries(context)));
  program
    .command("list")
    .description("list the files of a library, newest first")
    .option("--tag <tag>", "files with this tag; may be repeated for any of several", collect)
    .addOption(sort)
    .option("--limit <count>", "how many", whole(1, 1_000_000), 50)
    .option("--all", "all of them")
    .addHelpText("after", "\nExamples:\n  rookery-cli list --tag beach\n  rookery-cli list --all --json")
    .action(run(async (...given) => (await import("./read.ts")).list(...given)));
  program
    .command("search")
    .description("find files by words in their names, tags and descriptions")
    .argument("<words...>", "what to look for; small typos are forgiven")
    .option("--tag <tag>", "only files with this tag; may be repeated", collect)
    .option("--limit <count>", "how many", whole(1, 10_000), 20)
    .addHelpText("after", "\nExample:\n  rookery-cli search sunset beach --limit 5")
    .action(run(async (...given) => (await import("./read.ts")).search(...given)));
}
