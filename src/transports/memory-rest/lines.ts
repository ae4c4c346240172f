import type { FastifyRequest } from "fastify";
import { Failure, fail } from "../../kernel/failure.ts";
import { chunksOf, parseJson } from "../http/read-body.ts";

// As much as a body in one piece may have.
const lineBytesMax = 1024 * 1024;
const bodyBytesMax = 100 * 1024 * 1024;
const linesMax = 1_000;

interface Part {
  records: unknown[];
  /** The number in the body of each record's line, from 1. */
  lines: number[];
  last: boolean;
}

/**
 * Runs an operation for a body of records, one a line, of any length up to 100 MB: part by part, each a call of its own as
 * large as one in one piece may be, so that no more than two parts are in memory. Numbers in the answers are summed. Every
 * part before a wrong line is kept.
 */
export async function runInParts(
  request: FastifyRequest,
  run: (read: () => Promise<unknown[]>) => Promise<object>,
): Promise<object> {
  request.server.holdBody(request, 2 * lineBytesMax);
  const parts = partsOf(request);
  let answer: object = {};
  for (;;) {
    let part: Part = { records: [], lines: [], last: true };
    const answered = run(async () => {
      part = (await parts.next()).value ?? part;
      return part.records;
    });
    answer = summed(answer, await answered.catch((error) => rethrow(error, part)));
    if (part.last) return answer;
  }
}

async function* partsOf(request: FastifyRequest): AsyncGenerator<Part, undefined> {
  let part: Part = { records: [], lines: [], last: false };
  let bytes = 0;
  let number = 0;
  for await (const line of linesOf(request)) {
    number++;
    if (line.toString().trim() === "") continue;
    if (part.records.length > 0 && (part.records.length === linesMax || bytes + line.length > lineBytesMax)) {
      yield part;
      [part, bytes] = [{ records: [], lines: [], last: false }, 0];
    }
    part.records.push(parsed(line, number));
    part.lines.push(number);
    bytes += line.length;
  }
  yield { ...part, last: true };
  return undefined;
}

const tooLong = () => fail.tooLarge("A line is larger than 1 MB.");

function parsed(line: Buffer, number: number): unknown {
  try {
    return parseJson(line);
  } catch (error) {
    throw error instanceof Failure ? fail.input(`Line ${number}: ${error.message}`) : error;
  }
}

/** The lines of the untouched stream. A line may end anywhere in a chunk, and in the middle of a letter. */
async function* linesOf(request: FastifyRequest): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunksOf(request, bodyBytesMax)) {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      if (end > lineBytesMax) throw tooLong();
      yield rest.subarray(0, end);
      rest = rest.subarray(end + 1);
    }
    if (rest.length > lineBytesMax) throw tooLong();
  }
  if (rest.length > 0) yield rest;
}

/** Adds the numbers of two answers of one shape. */
function summed(before: object, answer: object): object {
  const known = before as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => {
      const sum = known[name];
      return [name, typeof value === "number" && typeof sum === "number" ? sum + value : value];
    }),
  );
}

/** The failure with the numbers of lines, and what was stored before. */
function rethrow(error: unknown, { lines }: Part): never {
  const [first = 1] = lines;
  if (!(error instanceof Failure) || error.code !== "BAD_USER_INPUT" || lines.length === 0) throw error;
  const mistakes = error.mistakes.map(({ path, message }) => {
    const [, at, field = ""] = /^records[.[](\d+)\]?(.*)$/.exec(path) ?? [];
    return at === undefined ? { path, message } : { path: `line ${lines[Number(at)]}${field}`, message };
  });
  const kept = first > 1 ? ` Lines before ${first} are stored. Sent again, they are not stored twice.` : "";
  const message = error.message.replace(/\brecords[.[](\d+)\]?/g, (_, at) => `line ${lines[Number(at)]}`);
  throw fail.input(`${message}${kept}`, mistakes);
}
