import { type Command, InvalidArgumentError, Option } from "commander";
import type { Run } from "../program.ts";

/** The commands that move files. */
export function addTransferCommands(program: Command, run: Run): void {
  program
    .command("upload")
    .description("upload files and folders; what the library has already is skipped")
    .argument("<paths...>", 'files and folders, or "-" for standard input')
    .option("--tag <tag>", "tag what is uploaded; may be repeated", collect)
    .option("--name <filename>", "the name of the file on standard input", "file")
    .addOption(
      new Option("--duplicates <what>", "what to do with files that the library has")
        .choices(["skip", "keep", "replace"])
        .default("skip"),
    )
    .option("--any-type", "send every file of a folder, not only pictures, films and documents")
    .option("--parallel <count>", "how many files to send at a time", whole(1, 16), 4)
    .addHelpText("after", uploadExamples)
    .action(run(async (...given) => (await import("../upload/upload.ts")).upload(...given)));
  program
    .command("download")
    .description("download files by their ids, or all of a library")
    .argument("[ids...]", 'ids, or "-" for standard input')
    .option("--all", "all files of the library")
    .option("--tag <tag>", "all files with this tag; may be repeated", collect)
    .option("--to <folder>", "where to put them", ".")
    .option("--zip <file>", 'put them into one ZIP file, or "-" for standard output')
    .option("--force", "overwrite files that exist")
    .option("--parallel <count>", "how many files to get at a time", whole(1, 16), 4)
    .addHelpText("after", downloadExamples)
    .action(run(async (...given) => (await import("../download/download.ts")).download(...given)));
}

/** The values of an option that may be repeated. */
export const collect = (value: string, before: string[] = []): string[] => [...before, value];

/** Reads a whole number of an option. */
export const whole = (min: number, max: number) => (text: string) => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
};

const uploadExamples = `
Examples:
  rookery-cli upload beach.jpg ~/Pictures/Barcelona --tag holiday
  convert in.png jpg:- | rookery-cli upload - --name out.jpg

After Ctrl-C, the same command goes on where it was.`;

const downloadExamples = `
Examples:
  rookery-cli download V1StGXR8_Z5
  rookery-cli download --tag holiday --to holiday
  rookery-cli search beach --json | rookery-cli download - --zip beach.zip`;
