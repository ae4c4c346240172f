import type { Command } from "commander";
import type { Run } from "../program.ts";

/** The commands about servers and who is signed in there. */
export function addSignInCommands(program: Command, run: Run): void {
  program
    .command("login")
    .description("sign in to a server, in your browser unless you say otherwise")
    .option("--device", "show a code to type on another device")
    .option("--key [key]", "sign in with an API key; without one here, it is read from standard input")
    .option("--no-browser", "print the address instead of opening it")
    .addHelpText("after", loginExamples)
    .action(run(async (...given) => (await import("./login.ts")).login(...given)));
  program
    .command("start")
    .description("start a library from nothing but an email address")
    .argument("<email>", "where the link goes that makes somebody its owner")
    .option("--name <name>", "the name of the library")
    .addHelpText(
      "after",
      "\nExample:\n  rookery-cli start ada@example.com --name Barcelona --server rookery.example.com",
    )
    .action(run(async (...given) => (await import("./start.ts")).start(...given)));
  program
    .command("logout")
    .description("sign out, and end the connection on the server")
    .addHelpText("after", "\nExample:\n  rookery-cli logout --server rookery.example.com")
    .action(run(async (context) => (await import("./logout.ts")).logout(context)));
  program
    .command("whoami")
    .description("show the server, the organization and the libraries that you reach")
    .addHelpText("after", "\nExample:\n  rookery-cli whoami --json")
    .action(run(async (context) => (await import("./whoami.ts")).whoami(context)));
  program
    .command("servers")
    .description("list the servers that you are signed in to")
    .argument("[use]", "make this one the default")
    .addHelpText("after", "\nExample:\n  rookery-cli servers rookery.example.com")
    .action(run(async (context, args) => (await import("./servers.ts")).servers(context, args)));
}

const loginExamples = `
Examples:
  rookery-cli login --server rookery.example.com
  rookery-cli login --server rookery.example.com --device
  rookery-cli login --server rookery.example.com --key < key.txt

A key that is given as an argument is seen in the list of processes and in the shell's history.`;
