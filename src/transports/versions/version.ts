import type { z } from "zod";
import { fail } from "../../kernel/failure.ts";
import { describeIssues, mistakesOf } from "../../kernel/issues.ts";
import type { AnyOperation } from "../../kernel/operation.ts";
import { type Shape, type Shapes, shaped } from "./shaped.ts";

/** What one version of the image API does differently from the operations. */
export interface Differences {
  date: string;
  /** Schemas of answers that look different, wherever they are in an answer. */
  answers: Shapes;
  /** Answers of operations, by name, that do not follow `answers`. */
  answersOf?: Readonly<Record<string, Shape>>;
  /** Fields of inputs. Undefined: the version has no such field. */
  inputs?: ReadonlyMap<z.ZodType, z.ZodType | undefined>;
}

/** An operation as a version offers it. */
export interface Versioned {
  input: z.ZodObject;
  output: z.ZodType;
  /** The answer of the operation as this version sends it. It may have more fields than `output`. */
  shape(answer: unknown): unknown;
  /** Refuses input that the operation accepts and this version does not. */
  check(input: unknown): void;
}

/** A dated version of the image API. Operations know nothing of versions: transports shape input and answers. */
export interface ApiVersion {
  date: string;
  of(operation: AnyOperation): Versioned;
  /** A schema of answers that belongs to no operation. */
  schemaOf(schema: z.ZodType): z.ZodType;
}

export function defineVersion({
  date,
  answers,
  answersOf = {},
  inputs = new Map(),
}: Differences): ApiVersion {
  const known = new Map<AnyOperation, Versioned>();
  function versioned(operation: AnyOperation): Versioned {
    const { schema: output, from: shape } = answersOf[operation.name] ?? shaped(operation.output, answers);
    const input = inputOf(operation.input, inputs);
    return {
      input,
      output,
      shape: (shape ?? ((answer) => answer)) as Versioned["shape"],
      check: input === operation.input ? () => {} : (given) => mustFit(input, given),
    };
  }
  return {
    date,
    of(operation) {
      const found = known.get(operation) ?? versioned(operation);
      known.set(operation, found);
      return found;
    },
    schemaOf: (schema) => shaped(schema, answers).schema,
  };
}

function inputOf(input: z.ZodObject, inputs: NonNullable<Differences["inputs"]>): z.ZodObject {
  const fields = Object.entries(input.shape).filter(([, field]) => inputs.has(field as z.ZodType));
  if (fields.length === 0) return input;
  const given = fields.map(([name, field]) => [name, inputs.get(field as z.ZodType)] as const);
  const gone = given.filter(([, field]) => field === undefined).map(([name]) => [name, true as const]);
  const changed = given.filter((entry): entry is [string, z.ZodType] => entry[1] !== undefined);
  return input.omit(Object.fromEntries(gone)).extend(Object.fromEntries(changed));
}

function mustFit(schema: z.ZodObject, input: unknown): void {
  const { error } = schema.safeParse(input);
  if (error) throw fail.input(describeIssues(error.issues), mistakesOf(error.issues));
}
