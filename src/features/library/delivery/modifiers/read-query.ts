import { fail } from "../../../../kernel/failure.ts";
import { cropModifiers } from "./crop.ts";
import { effectModifiers } from "./effects.ts";
import type { Asked, Modifier } from "./modifier.ts";
import { outputModifiers } from "./output.ts";
import { sizeModifiers } from "./size.ts";
import { turnModifiers } from "./turn.ts";

/** All parameters of links, in the order in which they are signed. */
export const modifiers: readonly Modifier[] = [
  ...sizeModifiers,
  ...cropModifiers,
  ...turnModifiers,
  ...effectModifiers,
  ...outputModifiers,
];

const byName = new Map(
  modifiers.flatMap((modifier) => [
    [modifier.name, modifier] as const,
    ...(modifier.alias === undefined ? [] : [[modifier.alias, modifier] as const]),
  ]),
);

export interface ReadQuery {
  asked: Asked;
  /** The parameters that count, by name. */
  given: ReadonlyMap<string, string>;
  /** Those of them that need a signature. */
  costly: readonly string[];
  /** Whether browsers save the file instead of showing it. */
  download: boolean;
}

export type Query = Readonly<Record<string, string | string[] | undefined>>;

/**
 * What the query of a link asks for. Undefined if it asks for nothing. Unknown parameters and empty values are ignored, as
 * imgix does. Fails with `BAD_USER_INPUT` if a value is impossible.
 */
export function readQuery(query: Query): ReadQuery | undefined {
  const given = new Map<string, string>();
  for (const [key, value] of Object.entries(query)) {
    const name = byName.get(key)?.name;
    if (name !== undefined && value !== undefined && value !== "") given.set(name, lastOf(name, value));
  }
  if (given.size === 0) return undefined;
  const asked: Asked = {};
  for (const [name, value] of given) {
    const modifier = byName.get(name);
    if (modifier && !modifier.read(value, asked)) {
      throw fail.input(`'${name}' cannot be '${value.slice(0, 40)}'. It takes ${modifier.takes}.`);
    }
  }
  const costly = [...given.keys()].filter((name) => byName.get(name)?.free === false);
  return { asked, given, costly, download: query.download !== undefined };
}

/** The last of repeated values counts; those of `auto` add up. */
function lastOf(name: string, value: string | string[]): string {
  if (typeof value === "string") return value;
  return name === "auto" ? value.join(",") : (value.at(-1) ?? "");
}
