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

/** Whether a link knows a parameter of this name. */
export const isParameter = (name: string): boolean => byName.has(name);

export interface ReadQuery {
  /** Undefined if it asks for the file as it is. */
  asked: Asked | undefined;
  /** The parameters that need a signature, by name. */
  costly: readonly string[];
  /** Whether browsers save the file instead of showing it. */
  download: boolean;
  signature: string | undefined;
  expires: Date | undefined;
  /** What a signature covers. */
  signable: ReadonlyMap<string, string>;
}

export type Query = Readonly<Record<string, string | string[] | undefined>>;

/**
 * What the query of a link asks for. Unknown parameters and empty values are ignored, as imgix does. Fails with
 * `BAD_USER_INPUT` if a value is impossible.
 */
export function readQuery(query: Query): ReadQuery {
  const given = new Map<string, string>();
  for (const [key, value] of Object.entries(query)) {
    const name = byName.get(key)?.name;
    if (name !== undefined && value !== undefined && value !== "") given.set(name, lastOf(name, value));
  }
  const expires = query.expires === undefined ? undefined : lastOf("expires", query.expires);
  return {
    asked: given.size === 0 ? undefined : askedBy(given),
    costly: [...given.keys()].filter((name) => byName.get(name)?.free === false),
    download: query.download !== undefined,
    signature: query.s === undefined ? undefined : lastOf("s", query.s),
    expires: expires === undefined ? undefined : timeOf(expires),
    signable: expires === undefined ? given : new Map([...given, ["expires", expires]]),
  };
}

function askedBy(given: ReadonlyMap<string, string>): Asked {
  const asked: Asked = {};
  for (const [name, value] of given) {
    const modifier = byName.get(name);
    if (modifier && !modifier.read(value, asked)) {
      throw fail.input(`'${name}' cannot be '${value.slice(0, 40)}'. It takes ${modifier.takes}.`);
    }
  }
  return asked;
}

function timeOf(expires: string): Date {
  if (!/^\d{1,11}$/.test(expires)) throw fail.input("'expires' takes a Unix time in seconds.");
  return new Date(Number(expires) * 1000);
}

/** The last of repeated values counts; those of `auto` add up. */
function lastOf(name: string, value: string | string[]): string {
  if (typeof value === "string") return value;
  return name === "auto" ? value.join(",") : (value.at(-1) ?? "");
}
