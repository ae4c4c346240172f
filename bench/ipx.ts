import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("./ipx-process.ts", import.meta.url));

/** Starts ipx over a folder of pictures, in a process of its own. */
export async function startIpx(folder: string): Promise<{ child: ChildProcess; url: string }> {
  const port = 4500 + (process.pid % 100);
  const child = fork(script, [folder, String(port)]);
  await once(child, "message");
  return { child, url: `http://127.0.0.1:${port}` };
}
