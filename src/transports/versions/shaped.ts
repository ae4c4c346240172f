import { z } from "zod";

/** How a schema of the operations looks in a version. */
export interface Shape {
  schema: z.ZodType;
  /** Makes the value from what operations return. Without it, the value only loses fields that `schema` has not. */
  from?(value: never): unknown;
}

export type Shapes = ReadonlyMap<z.ZodType, Shape>;

type Change = (value: unknown) => unknown;

/** A schema with the shapes of a version, wherever they are in it. */
export function shaped(schema: z.ZodType, shapes: Shapes): Shape {
  const shape = shapes.get(schema);
  if (shape) return shape;
  if (schema instanceof z.ZodArray) return shapedArray(schema, shapes);
  if (schema instanceof z.ZodNullable) return shapedNullable(schema, shapes);
  if (schema instanceof z.ZodObject) return shapedObject(schema, shapes);
  return { schema };
}

function shapedArray(schema: z.ZodArray, shapes: Shapes): Shape {
  const item = shaped(schema.element as z.ZodType, shapes);
  if (item.schema === schema.element) return { schema };
  const from = item.from as Change | undefined;
  return {
    schema: withTextsOf(schema, z.array(item.schema)),
    ...(from && { from: (items: unknown[]) => items.map(from) }),
  };
}

function shapedNullable(schema: z.ZodNullable, shapes: Shapes): Shape {
  const inner = schema.unwrap() as z.ZodType;
  const value = shaped(inner, shapes);
  if (value.schema === inner) return { schema };
  const from = value.from as Change | undefined;
  return {
    schema: withTextsOf(schema, z.nullable(value.schema)),
    ...(from && { from: (given: unknown) => (given === null ? null : from(given)) }),
  };
}

function shapedObject(schema: z.ZodObject, shapes: Shapes): Shape {
  const fields = Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([name, field]) => {
    const shape = shaped(field, shapes);
    return shape.schema === field ? [] : [{ name, ...shape }];
  });
  if (fields.length === 0) return { schema };
  const changed = fields.map(({ name, schema }) => [name, schema]);
  const changes = fields.flatMap(({ name, from }) => (from ? [[name, from as Change] as const] : []));
  return {
    schema: withTextsOf(schema, schema.extend(Object.fromEntries(changed))),
    ...(changes.length > 0 && {
      from: (value: Record<string, unknown>) => ({
        ...value,
        ...Object.fromEntries(changes.map(([name, from]) => [name, from(value[name])])),
      }),
    }),
  };
}

/** Keeps the name, description and examples, which a changed schema loses. */
function withTextsOf<Schema extends z.ZodType>(from: z.ZodType, schema: Schema): Schema {
  const texts = from.meta();
  return texts ? schema.meta(texts) : schema;
}
