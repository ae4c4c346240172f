import type { z } from "zod";
import type { Caller } from "../../kernel/caller.ts";
import type { Operation } from "../../kernel/operation.ts";
import type { OperationServices } from "../http/services.ts";
import type { GraphqlContext } from "./context.ts";

type Arguments = Record<string, unknown>;

/** Runs one operation for one field. `read` adds input that is read only after access is decided. */
export type CallOperation = <Input extends z.ZodObject, Output extends z.ZodType>(
  // biome-ignore lint/suspicious/noExplicitAny: as in `invoke`, the operation decides its services and caller
  operation: Operation<string, Input, Output, any, any>,
  context: GraphqlContext,
  given: Arguments,
  read?: (caller: Caller) => Promise<Arguments>,
) => Promise<z.input<Output>>;

/** `invoke` for resolvers. A null argument counts as not given, since clients send null for unset variables. */
export function callOperation(services: Pick<OperationServices, "invoke">): CallOperation {
  return (operation, { credentials }, given, read) => {
    const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
    return services.invoke(operation, {
      ...credentials,
      known,
      read: read === undefined ? () => known : async (caller) => ({ ...known, ...(await read(caller)) }),
    });
  };
}
