// Run by load.ts as a process of its own: drives one server with autocannon, and reports on stdout.
import autocannon from "autocannon";

export interface LoadTask {
  /** Scheme, host and port, and the path when there are no `paths`. */
  url: string;
  /** Asked for in turns. */
  paths?: readonly string[];
  /** Sent as JSON by POST. */
  body?: object;
  headers?: Record<string, string>;
  /** Files: see download-process.ts. */
  downloads?: true;
  connections: number;
  seconds: number;
}

const { url, paths, body, headers, connections, seconds } = JSON.parse(process.argv[2] ?? "") as LoadTask;
const { requests, latency, errors, timeouts, non2xx } = await autocannon({
  url,
  headers,
  connections,
  duration: seconds,
  ...(body && {
    method: "POST",
    body: JSON.stringify(body),
    headers: { ...headers, "content-type": "application/json" },
  }),
  ...(paths && { requests: paths.map((path) => ({ path })) }),
});
console.log(
  JSON.stringify({ perSecond: requests.average, p99Ms: latency.p99, failed: errors + timeouts + non2xx }),
);
