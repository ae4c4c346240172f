import type { z } from "zod";
import { invoke } from "../../kernel/invoke.ts";
import type { Operation } from "../../kernel/operation.ts";
import type { Services } from "../../main/services-type.ts";
import type { GraphqlContext } from "./context.ts";

type Arguments = Record<string, unknown>;

/** Runs one operation for one field. `read` adds what is to be read only once the caller may go on. */
export type CallOperation = <Input extends z.ZodObject, Output extends z.ZodType>(
  // `any`: as in `invoke`, the access kind decides the caller's type
  operation: Operation<Input, Output, any>,
  context: GraphqlContext,
  given: Arguments,
  read?: () => Promise<Arguments>,
) => Promise<z.input<Output>>;

/** `invoke`, as resolvers use it. An argument that is null counts as not given: clients send null for unset variables. */
export function callOperation(services: Services): CallOperation {
  return (operation, { admission }, given, read) => {
    const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
    return invoke(services, operation, {
      ...admission,
      known,
      read: read === undefined ? () => known : async () => ({ ...known, ...(await read()) }),
    });
  };
}
