import {
  listRegisteredApps,
  registerApp,
  removeRegisteredApp,
} from "../../features/identity/apps/registered/operations.ts";
import { type Command, text, texts } from "./command.ts";

/** Commands for apps that connect by OAuth with a fixed client id. */
export const appCommands: readonly Command[] = [
  {
    name: ["app", "add"],
    usage: "--name NAME --redirect ADDRESS… [--uri ADDRESS]",
    operation: registerApp,
    positionals: [],
    options: { name: text, redirect: texts, uri: text },
    input: ({ name, redirect, uri }) => ({ name, redirectUris: redirect ?? [], uri }),
  },
  {
    name: ["app", "list"],
    usage: "",
    operation: listRegisteredApps,
    positionals: [],
    options: {},
    input: () => ({}),
  },
  {
    name: ["app", "remove"],
    usage: "CLIENT-ID",
    operation: removeRegisteredApp,
    positionals: ["clientId"],
    options: {},
    input: () => ({}),
  },
];
