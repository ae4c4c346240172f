import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { CameraData } from "../metadata/camera.ts";
import type { MediaType } from "../sniff/media-type.ts";
import type { PictureLimits } from "./picture-limits.ts";
import { UnreadablePicture, type UnreadableReason } from "./unreadable-picture.ts";

export interface ApartTask {
  path: string;
  mediaType: MediaType;
  /** Longest edge of the PNG that is written, in pixels. */
  edge: number;
  outPath: string;
  pixelsMax: number;
}

export type ApartResult = ApartPicture | { unreadable: UnreadableReason };
const ApartPicture = z.object({ width: z.int().positive(), height: z.int().positive(), camera: CameraData });
type ApartPicture = z.output<typeof ApartPicture>;

/**
 * Decodes in a process of its own, with an empty environment, bounded memory and a deadline, at which it is killed:
 * librsvg ignores sharp's timeout, and JavaScript and wasm decoders have none. Answers the full size, upright; the PNG
 * stands at `outPath`. Throws `UnreadablePicture`.
 */
export async function decodeApart(task: ApartTask, limits: PictureLimits): Promise<ApartPicture> {
  const { answer, errors, signal, late } = await run(task, limits);
  if (late) throw new UnreadablePicture("tooSlow");
  if (answer !== "") {
    const said = JSON.parse(answer);
    if (said.unreadable) throw new UnreadablePicture(said.unreadable);
    return ApartPicture.parse(said);
  }
  const reason = signal
    ? (endings[signal] ?? "damaged")
    : /out of memory|allocation failed|failed to map/i.test(errors) && "tooMuchMemory";
  if (!reason) throw new Error(`The decoder ended without an answer: ${errors}`);
  throw new UnreadablePicture(reason, { cause: new Error(`${signal} ${errors}`) });
}

/**
 * Without memory V8 and glib abort, native code reads address 0, and the kernel kills; nothing else crashes here, since
 * the decoders are JavaScript, wasm and Rust. SIGXCPU is our CPU limit.
 */
const endings: Partial<Record<NodeJS.Signals, UnreadableReason>> = {
  SIGABRT: "tooMuchMemory",
  SIGTRAP: "tooMuchMemory",
  SIGSEGV: "tooMuchMemory",
  SIGKILL: "tooMuchMemory",
  SIGXCPU: "tooSlow",
};

const child = fileURLToPath(new URL("./decoder-child.ts", import.meta.url));
/** An answer has some hundred bytes, and an error worth reading a page. */
const saidBytesMax = 8 * 1024;

function run(task: ApartTask, limits: PictureLimits) {
  const [command, ...args] = [
    ...limited(limits),
    process.execPath,
    ...nodeFlags,
    child,
    JSON.stringify(task),
  ];
  const decoder = spawn(command ?? "", args, { env: {}, stdio: ["ignore", "ignore", "pipe", "pipe"] });
  const said = { answer: "", errors: "" };
  decoder.stdio[3]?.on("data", (bytes: Buffer) => {
    if (said.answer.length < saidBytesMax) said.answer += bytes;
  });
  decoder.stderr?.on("data", (bytes: Buffer) => {
    if (said.errors.length < saidBytesMax) said.errors += bytes;
  });
  return new Promise<{ answer: string; errors: string; signal: NodeJS.Signals | null; late: boolean }>(
    (done, failed) => {
      let late = false;
      const deadline = setTimeout(() => {
        late = true;
        decoder.kill("SIGKILL");
      }, limits.decodeTimeoutMs);
      decoder.on("error", failed);
      decoder.on("close", (_code, signal) => {
        clearTimeout(deadline);
        done({ ...said, signal, late });
      });
    },
  );
}

const nodeFlags = ["--no-warnings", "--max-old-space-size=256", "--max-semi-space-size=8"];
/** What Node maps writable before it does anything; measured 560 MB (Node 24), 600 with sharp or libheif. */
const nodeMb = 700;

/**
 * On Linux the kernel holds the limits: writable memory, not address space, of which wasm reserves 10 GB and uses little;
 * and CPU time, which ends a decoder whose parent died. Elsewhere the deadline alone does.
 */
function limited({ childMemoryMb, decodeTimeoutMs }: PictureLimits): string[] {
  if (process.platform !== "linux") return [];
  const memoryKb = (nodeMb + childMemoryMb) * 1024;
  // Twice the deadline: decoders use two cores and the compiler's threads.
  const cpuSeconds = 2 * Math.ceil(decodeTimeoutMs / 1000);
  return ["/bin/sh", "-c", `ulimit -d ${memoryKb}; ulimit -t ${cpuSeconds}; ulimit -c 0; exec "$0" "$@"`];
}
