import type { Command } from "commander";

interface Words {
  /** "" for the first word, otherwise a command such as "memory recall". */
  [before: string]: string[];
}

/** A script that completes the names of commands and options, made from the command line itself. */
export function completionScript(program: Command, shell: string): string {
  const words: Words = {};
  collect(program, "", words);
  if (shell === "fish") return fish(words);
  // zsh runs scripts of bash for this.
  return shell === "zsh" ? `autoload -Uz bashcompinit && bashcompinit\n${bash(words)}` : bash(words);
}

function collect(command: Command, name: string, words: Words): void {
  const flags = [...command.options, ...(command.parent ? command.parent.options : [])]
    .filter(({ hidden }) => !hidden)
    .map(({ long, short }) => long ?? short ?? "");
  words[name] = [...command.commands.map((each) => each.name()), ...flags, "--help"];
  for (const each of command.commands) collect(each, `${name} ${each.name()}`.trim(), words);
}

const bash = (words: Words): string => `_rookery_cli() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" path="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${path:+$path }$word" in
${Object.keys(words)
  .filter((name) => name !== "")
  .map((name) => `      "${name}") path="${name}" ;;`)
  .join("\n")}
    esac
  done
  case "$path" in
${Object.entries(words)
  .map(([name, list]) => `    "${name}") COMPREPLY=($(compgen -W "${list.join(" ")}" -- "$cur")) ;;`)
  .join("\n")}
  esac
}
complete -o default -F _rookery_cli rookery-cli
`;

const fish = (words: Words): string =>
  `${Object.entries(words)
    .map(([name, list]) => {
      const inside =
        name === ""
          ? "__fish_use_subcommand"
          : name
              .split(" ")
              .map((word) => `__fish_seen_subcommand_from ${word}`)
              .join("; and ");
      return `complete -c rookery-cli -n "${inside}" -a "${list.join(" ")}"`;
    })
    .join("\n")}\n`;
