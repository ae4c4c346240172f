// Run by drive.ts as a process of its own: reads a task from stdin, and reports on stdout.
import { text } from "node:stream/consumers";
import { Pool } from "undici";

export interface DriveTask {
  /** `http://host:port` */
  origin: string;
  path: string;
  headers: Record<string, string>;
  connections: number;
  /** JSON, sent in this order. */
  bodies: readonly string[];
  /** How many are sent in all: from the first again when there are more than bodies. One of each when not given. */
  requests?: number;
}

const {
  origin,
  path,
  headers,
  connections,
  bodies,
  requests = bodies.length,
} = JSON.parse(await text(process.stdin)) as DriveTask;
const pool = new Pool(origin, { connections });
const timesMs: number[] = [];
let sent = 0;

const startedAt = performance.now();
await Promise.all(Array.from({ length: connections }, sendInTurn));
const totalMs = performance.now() - startedAt;
await pool.close();
console.log(JSON.stringify({ totalMs, timesMs }));

async function sendInTurn(): Promise<void> {
  while (sent < requests) {
    const body = bodies[sent++ % bodies.length] as string;
    const sentAt = performance.now();
    const answer = await pool.request({ method: "POST", path, headers, body });
    const said = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`POST ${path} answered ${answer.statusCode}: ${said}`);
    timesMs.push(performance.now() - sentAt);
  }
}
