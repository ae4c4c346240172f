import { z } from "zod";

/** Every text schema in an input, at any depth. A transformed schema counts as one. */
export function textsIn(schema: z.ZodType, path = ""): { path: string; schema: z.ZodType }[] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([field, inner]) =>
      textsIn(inner as z.ZodType, path === "" ? field : `${path}.${field}`),
    );
  }
  if (schema instanceof z.ZodArray) return textsIn(schema.element as z.ZodType, `${path}[]`);
  if (schema instanceof z.ZodRecord) {
    const { keyType, valueType } = schema as z.ZodRecord<z.ZodString, z.ZodType>;
    return [...textsIn(keyType, `${path} (keys)`), ...textsIn(valueType, `${path} (values)`)];
  }
  if (schema instanceof z.ZodUnion) {
    return schema.options.flatMap((option) => textsIn(option as z.ZodType, path));
  }
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return textsIn(schema.unwrap() as z.ZodType, path);
  }
  return [{ path, schema }];
}
