import type { Json } from "../memory-api.ts";
import { fieldName, isScalar } from "./items.ts";

type Operators = Record<string, unknown>;

/** Whether a value passes a filter of LangGraph: values, or operators such as `{$gte: 3}`. */
export const passes = (value: Json, filter: Json): boolean =>
  Object.entries(filter).every(([field, wanted]) =>
    isOperators(wanted)
      ? Object.entries(wanted).every(([name, operand]) => compare(name, value[field], operand))
      : value[field] === wanted,
  );

/** Those conditions of a filter that the server knows. It leaves more than it should, never less. */
export function onServer(filter: Json): Json {
  const known = Object.entries(filter).flatMap(([field, wanted]) => {
    const condition = isOperators(wanted) ? wanted.$eq : wanted;
    return isScalar(condition) ? [[fieldName(field), condition] as const] : [];
  });
  return Object.fromEntries(known.slice(0, conditionsMax));
}

/** Whether the server applies the whole filter, so that its limit counts what passes. */
export const isOnServer = (filter: Json): boolean =>
  Object.keys(onServer(filter)).length === Object.keys(filter).length &&
  Object.values(filter).every((wanted) => !isOperators(wanted) || Object.keys(wanted).length === 1);

// The server takes ten keys.
const conditionsMax = 10;

const isOperators = (wanted: unknown): wanted is Operators =>
  typeof wanted === "object" && wanted !== null && Object.keys(wanted).some((name) => name.startsWith("$"));

function compare(name: string, value: unknown, operand: unknown): boolean {
  switch (name) {
    case "$eq":
      return value === operand;
    case "$ne":
      return value !== operand;
    case "$gt":
      return Number(value) > Number(operand);
    case "$gte":
      return Number(value) >= Number(operand);
    case "$lt":
      return Number(value) < Number(operand);
    case "$lte":
      return Number(value) <= Number(operand);
    case "$in":
      return Array.isArray(operand) && operand.includes(value);
    case "$nin":
      return !Array.isArray(operand) || !operand.includes(value);
    default:
      return false;
  }
}
