import type { DecodeTask } from "./decode-in-child.ts";
import { decodeTask } from "./decode-task.ts";
import { report } from "./report.ts";

// The child process of decode-in-child.ts, which may kill it at any time. It reads one file and writes one PNG.

const task = JSON.parse(process.argv[2] ?? "") as DecodeTask;
await report(decodeTask(task, task.edge));
