import type { z } from "zod";
import type { OperationOf } from "../../kernel/operation.ts";

/** Runs an operation with the caller's key. The input is read after the access check. */
export type Ask = <Input extends z.ZodObject, Output extends z.ZodType>(
  operation: OperationOf<Input, Output>,
  input: () => z.input<Input> | Promise<z.input<Input>>,
) => Promise<z.input<Output>>;
