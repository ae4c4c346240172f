import type { Rookery } from "rookery-client";
import { type Context, signIn } from "../context.ts";
import { notFound, partly, usage } from "../failure.ts";
import { linesOf } from "../input.ts";

/** Memory is of the credential's organization. */
const open = async (context: Context): Promise<Rookery> => (await signIn(context)).rookery;

/** A user by the server's id, or by the caller's own. */
async function userId(rookery: Rookery, given: string, { signal }: Context, create = false): Promise<string> {
  if (/^usr_\w{16}$/.test(given)) return given;
  const { items } = await rookery.users.list({ external_ref: given }, { signal });
  const [user] = items;
  if (user) return user.user_id;
  if (!create) throw notFound(`There is no user '${given}'.`);
  return (await rookery.users.create({ external_ref: given }, { signal })).user_id;
}

interface Exchange {
  user_message: string;
  agent_response: string;
  [more: string]: unknown;
}
// As many as one call takes.
const exchangesMax = 100;

export async function ingest(
  context: Context,
  _args: string[],
  options: { user?: string; conversation?: string; message?: string; response?: string },
): Promise<void> {
  if (options.user === undefined) throw usage("Say whose memory it is with --user.");
  const { signal, output } = context;
  const rookery = await open(context);
  const user_id = await userId(rookery, options.user, context, true);
  const conversation_id =
    options.conversation ?? (await rookery.conversations.create({ user_id }, { signal })).conversation_id;
  const counts = { stored: 0, failed: 0 };
  for await (const exchanges of given(options)) {
    const { results } = await rookery.memory.ingestBatch(
      { exchanges: exchanges.map((exchange) => ({ user_id, conversation_id, ...exchange })) },
      { signal },
    );
    for (const result of results) count(context, counts, result);
  }
  const { stored, failed } = counts;
  output.note(`Stored ${stored} exchanges in ${conversation_id}.`);
  if (failed > 0) throw partly(`${failed} of ${stored + failed} exchanges were not stored.`);
}

function count(
  { output }: Context,
  counts: { stored: number; failed: number },
  result: { error: string | null; interaction_id: string | null },
): void {
  if (result.error === null) counts.stored++;
  else counts.failed++;
  if (output.json) output.result(result, []);
  else if (result.error !== null) {
    output.problem(`exchange ${counts.stored + counts.failed}`, new Error(result.error));
  }
}

/** The exchanges of the options, or of standard input in batches. */
async function* given(options: { message?: string; response?: string }): AsyncGenerator<Exchange[]> {
  if (options.message !== undefined) {
    yield [{ user_message: options.message, agent_response: options.response ?? "" }];
    return;
  }
  if (process.stdin.isTTY)
    throw usage("Say what was said with --message, or send JSON lines to standard input.");
  let batch: Exchange[] = [];
  let number = 0;
  for await (const line of linesOf(process.stdin)) {
    number++;
    if (line.trim() === "") continue;
    batch.push(exchangeOf(line, number));
    if (batch.length < exchangesMax) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function exchangeOf(line: string, number: number): Exchange {
  try {
    const exchange = JSON.parse(line) as Exchange;
    if (typeof exchange.user_message === "string")
      return { ...exchange, agent_response: exchange.agent_response ?? "" };
  } catch {}
  throw usage(`Line ${number} is no JSON object with a user_message.`);
}

export async function recall(
  context: Context,
  question: string[],
  options: { user?: string; limit?: number; context?: boolean },
): Promise<void> {
  const rookery = await open(context);
  const user_id = await userId(rookery, options.user ?? "", context);
  const { signal, output } = context;
  const answer = await rookery.memory.recall(
    { user_id, query: question.join(" "), limit: options.limit ?? 5 },
    { signal },
  );
  if (output.json) return output.result(answer, []);
  if (options.context) {
    for (const line of answer.context.split("\n")) output.result(undefined, [line]);
    return;
  }
  for (const { text } of answer.facts) output.result(undefined, ["fact", text]);
  for (const { timestamp, user_message, agent_response } of answer.memories) {
    output.result(undefined, [timestamp.slice(0, 10), user_message, agent_response]);
  }
  if (answer.facts.length + answer.memories.length === 0) output.note("Nothing is remembered about this.");
}

export async function facts(
  context: Context,
  _args: string[],
  options: { user?: string; history?: boolean },
): Promise<void> {
  const rookery = await open(context);
  const user_id = await userId(rookery, options.user ?? "", context);
  const all = options.history ?? false;
  for await (const fact of rookery.memory.facts.list(
    { user_id, all, limit: 100 },
    { signal: context.signal },
  )) {
    const until = fact.valid_to === null ? "" : `until ${fact.valid_to.slice(0, 10)}`;
    context.output.result(fact, [fact.fact_id, fact.text, until]);
  }
}
