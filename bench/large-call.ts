import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import sharp from "sharp";
import { type Figure, figure, ms } from "./report.ts";
import type { Server } from "./server.ts";

const edge = 2600;
const calls = 5;
const longestMsMax = 200;

/**
 * How long a light request waits at most while MCP calls bring a file of some 20 MB in base64, one after the other. The best
 * of the calls, since whatever else the machine does can only add to it.
 */
export async function largeCall(server: Server): Promise<Figure[]> {
  const noise = sharp(randomBytes(edge * edge * 3), { raw: { width: edge, height: edge, channels: 3 } });
  const data = (await noise.png({ compressionLevel: 0 }).toBuffer()).toString("base64");
  const body = Buffer.from(JSON.stringify(upload(server, data)));
  const longest: number[] = [];
  for (let i = 0; i < calls; i++) longest.push(await longestWait(server, body));
  const [best = 0] = longest.toSorted((a, b) => a - b);
  const said = `${ms(best)} (a body of ${Math.round(body.length / 1e6)} MB)`;
  return [figure("longest wait beside a large MCP call", said, best, { below: longestMsMax, unit: " ms" })];
}

async function longestWait(server: Server, body: Buffer<ArrayBuffer>): Promise<number> {
  const { origin } = new URL(server.library);
  let isAnswered = false;
  const answered = fetch(`${origin}/mcp`, {
    method: "POST",
    headers: {
      ...server.headers,
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
    },
    body,
  }).finally(() => {
    isAnswered = true;
  });
  let longest = 0;
  while (!isAnswered) {
    const startedAt = performance.now();
    await (await fetch(`${origin}/robots.txt`)).arrayBuffer();
    longest = Math.max(longest, performance.now() - startedAt);
    await sleep(1);
  }
  const text = await (await answered).text();
  if (!text.includes("Uploaded 1 asset")) throw new Error(`The call failed: ${text.slice(0, 500)}`);
  return longest;
}

function upload(server: Server, data: string): object {
  const [, , organizationId, , libraryId] = new URL(server.library).pathname.split("/");
  const source = { kind: "base64", filename: "noise.png", data };
  const params = { name: "upload_asset", arguments: { organizationId, libraryId, source } };
  return { jsonrpc: "2.0", id: 1, method: "tools/call", params };
}
