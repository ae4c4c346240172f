import type { z } from "zod";
import type { AnyOperation } from "./operation.ts";

/**
 * Valid inputs of each operation of a feature, the simplest first. Tests send them over every transport. An operation
 * without an example is a type error.
 *
 * `Fixture` holds what the inputs refer to, such as an organization and its assets. Each feature declares its own, and
 * tests create it.
 */
export type ExampleCalls<Operations extends readonly AnyOperation[], Fixture> = (fixture: Fixture) => {
  readonly [O in Operations[number] as O["name"]]: readonly [ExampleInput<O>, ...ExampleInput<O>[]];
};

/** An operation's input. `files` of an upload holds names, and tests create a file for each. */
type ExampleInput<O extends AnyOperation> = ReadonlyDeep<
  z.input<O["input"]> extends { files: unknown[] }
    ? Omit<z.input<O["input"]>, "files"> & { files: string[] }
    : z.input<O["input"]>
>;

type ReadonlyDeep<T> = T extends object ? { readonly [K in keyof T]: ReadonlyDeep<T[K]> } : T;
