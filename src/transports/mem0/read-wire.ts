import { z } from "zod";
import type { rememberExchange } from "../../features/memory/agents/operations.ts";
import type { queryMemory } from "../../features/memory/recall/operations.ts";
import { fail } from "../../kernel/failure.ts";
import { describeIssues, mistakesOf } from "../../kernel/issues.ts";

type Exchange = z.input<typeof rememberExchange.input>;
type Wanted = Pick<z.input<typeof queryMemory.input>, "filters" | "since" | "until">;

/** Parses what a client sent. What mem0 knows and this server has no use for, such as `rerank`, is left out. */
export function parsed<Schema extends z.ZodType>(schema: Schema, sent: unknown): z.output<Schema> {
  const { data, error } = schema.safeParse(sent);
  if (error) throw fail.input(describeIssues(error.issues), mistakesOf(error.issues));
  return data as z.output<Schema>;
}

/** Who owns a memory, in the words of mem0. `user_id` is the `external_ref` of a person here; the others are metadata. */
export const owners = ["agent_id", "app_id", "run_id"] as const;
const Owner = z.string().min(1).max(255).nullish();

const Part = z.looseObject({ type: z.string(), text: z.string().optional() });
const Said = z.looseObject({
  role: z.string(),
  content: z.union([z.string(), z.array(Part), Part]).nullable(),
});
/** A field of mem0 that cannot be kept, so that nobody relies on it: refused unless it is empty. */
export const refused = (message: string) =>
  z
    .unknown()
    .optional()
    .refine((value) => value == null, message);

const Person = z.string("is required: memories belong to a person here").min(1).max(512);

// The years 1 to 9999, which ISO 8601 writes with four digits. Milliseconds by mistake are beyond them.
const UnixSeconds = z.number().min(-62_135_596_800).max(253_402_300_799);

export const Added = z.looseObject({
  messages: z.union([z.string().min(1), z.array(Said).min(1)]),
  user_id: Person,
  agent_id: Owner,
  app_id: Owner,
  run_id: Owner,
  metadata: z.record(z.string(), z.unknown()).nullish(),
  timestamp: UnixSeconds.nullish(),
  expiration_date: refused("is not supported: set 'retention_days' of the tenant"),
});

const one = (value: unknown) => value !== "*";
const OnlyOne = Owner.refine(one, "must be one value, not '*'");
const ignored = z.unknown().optional();

/** Whose memories are deleted. Anything else is refused: a filter that is not understood would delete more than it says. */
export const Deleted = z.strictObject({
  user_id: Person.refine(one, "must be one person, not '*'"),
  agent_id: OnlyOne,
  app_id: OnlyOne,
  run_id: OnlyOne,
  org_id: ignored,
  org_name: ignored,
  project_id: ignored,
  project_name: ignored,
});

/** The exchanges of a list of messages: what a user says begins one, and the assistant's next words end it. */
export function exchangesOf(added: z.output<typeof Added>): Exchange[] {
  const { messages, user_id, run_id, timestamp } = added;
  const about = {
    external_ref: user_id,
    metadata: { ...added.metadata, ...ownersOf(added) },
    ...(run_id && { conversation: run_id }),
    ...(typeof timestamp === "number" && { timestamp: new Date(timestamp * 1000).toISOString() }),
  };
  const said = typeof messages === "string" ? [{ role: "user", content: messages }] : messages;
  const exchanges: (Exchange & { agent_response: string })[] = [];
  let answered = true;
  for (const { role, content } of said) {
    const text = textOf(content).trim();
    if (text === "" || (role !== "user" && role !== "assistant")) continue;
    const last = exchanges.at(-1);
    if (role === "assistant" && last && !answered) last.agent_response = text;
    else exchanges.push({ ...about, user_message: "", agent_response: "", [sides[role]]: text });
    answered = role === "assistant";
  }
  if (exchanges.length === 0) throw fail.input("messages: have no text of a user or an assistant.");
  return exchanges;
}

const sides = { user: "user_message", assistant: "agent_response" } as const;

function textOf(content: z.output<typeof Said>["content"]): string {
  return typeof content === "string" ? content : [content ?? []].flat().map(partText).join("\n");
}
const partText = ({ text = "" }: z.output<typeof Part>) => text;

export const ownersOf = (given: { [key: string]: unknown }): Record<string, string> =>
  Object.fromEntries(
    owners.flatMap((key) => {
      const value = given[key];
      return typeof value === "string" ? [[key, value]] : [];
    }),
  );

const Filters = z.record(z.string(), z.unknown(), "needs 'user_id'");
const inFilters = refused("belongs in 'filters'");
export const Listed = z.looseObject({
  filters: Filters,
  user_id: inFilters,
  agent_id: inFilters,
  app_id: inFilters,
  run_id: inFilters,
});
export const Searched = Listed.extend({
  query: z.string().min(1),
  top_k: z.int().min(1).max(100).nullish(),
  threshold: z.number().min(0).max(1).nullish(),
});

/** What filters ask for: the person, and a query's bounds. */
export function readFilters(sent: Readonly<Record<string, unknown>>): { person: string; wanted: Wanted } {
  const filters = new Map<string, unknown>();
  const wanted = new Map<string, string>();
  for (const [key, value] of conjunction(sent)) {
    if (key === "user_id") once(wanted, [[key, personIn(value)]]);
    else if (key === "created_at") once(wanted, timesOf(value));
    else if (key === "metadata") once(filters, conjunction(value).map(conditionOf));
    else once(filters, [conditionOf([ownerIn(key), value])]);
  }
  const { user_id, ...times } = Object.fromEntries(wanted);
  if (user_id === undefined) throw noPerson();
  return { person: user_id, wanted: { filters: Object.fromEntries(filters), ...times } };
}

const noPerson = () => fail.input("filters: need one 'user_id'.");

function personIn(value: unknown): string {
  if (typeof value !== "string" || value === "*") throw noPerson();
  return value;
}

function ownerIn(key: string): string {
  if (owners.some((owner) => owner === key)) return key;
  throw fail.input(
    `filters.${key}: is not supported. Use user_id, agent_id, app_id, run_id, created_at or metadata.`,
  );
}

/** Keeps conditions. A second one of the same name would replace the first, and find what both together leave out. */
function once<Value>(conditions: Map<string, Value>, more: [name: string, condition: Value][]): void {
  for (const [name, condition] of more) {
    if (conditions.has(name))
      throw fail.input(`filters: '${name}' is given twice. Give one condition for it.`);
    conditions.set(name, condition);
  }
}

/** The conditions that must all hold, `AND` included. */
function conjunction(sent: unknown): [string, unknown][] {
  if (typeof sent !== "object" || sent === null) throw fail.input("filters: must be objects.");
  return Object.entries(sent).flatMap(([key, value]) => {
    if (key === "AND" && Array.isArray(value)) return value.flatMap(conjunction);
    if (key === "OR" || key === "NOT") throw fail.input(`filters.${key}: is not supported. Use AND.`);
    return [[key, value]] as [string, unknown][];
  });
}

function conditionOf([key, value]: [string, unknown]): [string, unknown] {
  if (value === "*") return [key, { exists: true }];
  if (typeof value !== "object" || value === null) return [key, value];
  const { eq, ...others } = value as Record<string, unknown>;
  if (eq !== undefined && Object.keys(others).length === 0) return [key, eq];
  const unknown = Object.keys(value).find((name) => !["in", "gte", "lte"].includes(name));
  if (unknown)
    throw fail.input(`filters.${key}: '${unknown}' is not supported. Use a value, in, gte or lte.`);
  return [key, value];
}

/** Bounds of a query by their names: `since` and `until`. */
function timesOf(value: unknown): [string, string][] {
  const bounds = Object.entries(parsed(Times, value));
  return bounds.flatMap(([name, time]) =>
    time === undefined ? [] : [[name.startsWith("g") ? "since" : "until", instant(time)]],
  );
}
const Time = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)), "must be a time")
  .optional();
const Times = z.strictObject({ gte: Time, gt: Time, lte: Time, lt: Time });
const instant = (text: string): string => new Date(text).toISOString();

export const Page = z.looseObject({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  page_size: z.coerce.number().int().min(1).max(100).default(100),
});
