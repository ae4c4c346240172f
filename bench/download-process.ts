// Run by load.ts as a process of its own: downloads paths of one server in turns and reports on stdout. It reads headers
// only to find where a body ends, so that the server is the slower side, which autocannon is not for files.
import { connect } from "node:net";
import type { LoadTask } from "./load-process.ts";

const { url, paths = ["/"], connections, seconds } = JSON.parse(process.argv[2] ?? "") as LoadTask;
const { hostname, port } = new URL(url);
const requests = paths.map((path) =>
  Buffer.from(`GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`),
);
const headersEnd = Buffer.from("\r\n\r\n");
const durations: number[] = [];
let failed = 0;

await Promise.all(Array.from({ length: connections }, (_, first) => download(first)));
durations.sort((a, b) => a - b);
console.log(
  JSON.stringify({
    perSecond: durations.length / seconds,
    p99Ms: durations[Math.floor(durations.length * 0.99)] ?? 0,
    failed,
  }),
);

function download(first: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    const deadline = performance.now() + seconds * 1000;
    let next = first;
    let startedAt = 0;
    let headers = Buffer.alloc(0);
    let left = 0;
    const request = () => {
      if (performance.now() > deadline) return void socket.end();
      startedAt = performance.now();
      socket.write(requests[next++ % requests.length] as Buffer);
    };
    socket.on("data", (chunk) => {
      if (left > 0) left -= chunk.length;
      else {
        headers = Buffer.concat([headers, chunk]);
        const end = headers.indexOf(headersEnd);
        if (end < 0) return;
        const text = headers.toString("latin1", 0, end);
        if (!text.startsWith("HTTP/1.1 200")) failed++;
        left = Number(/content-length: (\d+)/i.exec(text)?.[1]) - (headers.length - end - headersEnd.length);
        headers = Buffer.alloc(0);
      }
      if (left > 0) return;
      durations.push(performance.now() - startedAt);
      request();
    });
    socket.on("connect", request);
    socket.on("error", () => failed++);
    socket.on("close", () => resolve());
  });
}
