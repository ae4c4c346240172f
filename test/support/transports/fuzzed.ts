import { Agent as Connections, type IncomingMessage, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { expect } from "vitest";
import { failureCodes } from "../../../src/kernel/failure.ts";
import { httpStatus } from "../../../src/transports/http/failures.ts";
import { count } from "../counts.ts";

export interface Fuzzed {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: Buffer | undefined;
}

const connections = new Connections({ keepAlive: true, maxSockets: 4 });

/** Sends a request unchanged over a socket, and expects a well-formed answer that is no server error. */
export async function expectSaneAnswer(
  origin: string,
  { method, path, headers, body }: Fuzzed,
): Promise<number> {
  count("inputs tried");
  const { port } = new URL(origin);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = request({ host: "127.0.0.1", port, agent: connections, method, path, headers }, resolve);
    if (body) outgoing.setHeader("content-length", body.length);
    outgoing.on("error", reject);
    outgoing.end(body);
  });
  const text = (await buffer(answer)).toString();
  const status = answer.statusCode as number;
  const shown = `${method} ${path} → ${status} ${text.slice(0, 300)}`;
  expect(status, shown).toBeLessThan(500);
  const fromCdn = path.startsWith("/cdn/") && status < 400;
  if (!fromCdn) expect(String(answer.headers.vary), shown).toContain("Api-Version");
  const isJson = String(answer.headers["content-type"]).startsWith("application/json");
  if (status >= 400 && method !== "HEAD" && !path.startsWith("/claim/")) expect(isJson, shown).toBe(true);
  const ofGraphQl = /^\/(graphql)?(\?|$)/.test(path);
  if (isJson && method !== "HEAD" && !ofGraphQl) expectEnvelope(status, JSON.parse(text), shown);
  return status;
}

function expectEnvelope(
  status: number,
  answer: Record<string, { code: never; message: string }>,
  shown: string,
): void {
  if (status < 400) return;
  expect(Object.keys(answer), shown).toEqual(["error"]);
  expect(failureCodes, shown).toContain(answer.error?.code);
  expect(httpStatus[answer.error?.code as never], shown).toBe(status);
  expect(answer.error?.message, shown).toMatch(/\S/);
}
