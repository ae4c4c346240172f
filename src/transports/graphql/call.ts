import type { z } from "zod";
import type { Operation } from "../../kernel/operation.ts";
import type { TransportServices } from "../services.ts";
import type { GraphqlContext } from "./context.ts";

type Arguments = Record<string, unknown>;

/** Runs one operation for one field. `read` adds what is to be read only once the caller may go on. */
export type CallOperation = <Input extends z.ZodObject, Output extends z.ZodType>(
  // `any`: as in `invoke`, the access kind decides the caller's type
  operation: Operation<string, Input, Output, any, any>,
  context: GraphqlContext,
  given: Arguments,
  read?: () => Promise<Arguments>,
) => Promise<z.input<Output>>;

/** `invoke`, as resolvers use it. An argument that is null counts as not given: clients send null for unset variables. */
export function callOperation(services: TransportServices): CallOperation {
  return (operation, { credentials }, given, read) => {
    const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
    return services.invoke(operation, {
      ...credentials,
      known,
      read: read === undefined ? () => known : async () => ({ ...known, ...(await read()) }),
    });
  };
}
