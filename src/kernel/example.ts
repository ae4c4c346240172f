import type { z } from "zod";
import type { AnyOperation } from "./operation.ts";

/**
 * Inputs that each operation of a feature should accept and act on, the plainest first: tests send them through every
 * transport. An operation without an example is a type error.
 *
 * `Fixture` names what the calls are about, such as an organization and its assets. Each feature declares its own, and
 * tests create what it names.
 */
export type ExampleCalls<Operations extends readonly AnyOperation[], Fixture> = (fixture: Fixture) => {
  readonly [O in Operations[number] as O["name"]]: readonly [ExampleInput<O>, ...ExampleInput<O>[]];
};

/** An operation's input. Where the operation takes files, `files` holds names: tests make a file for each. */
type ExampleInput<O extends AnyOperation> = ReadonlyDeep<
  z.input<O["input"]> extends { files: unknown[] }
    ? Omit<z.input<O["input"]>, "files"> & { files: string[] }
    : z.input<O["input"]>
>;

type ReadonlyDeep<T> = T extends object ? { readonly [K in keyof T]: ReadonlyDeep<T[K]> } : T;
