import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { UnreadablePicture, type UnreadableReason } from "../bytes/unreadable-picture.ts";
import { CameraData } from "../metadata/camera.ts";
import type { MediaType } from "../sniff/media-type.ts";
import { DecodeInterrupted } from "./decode-interrupted.ts";
import { warnings } from "./imperfect.ts";
import type { PictureLimits } from "./picture-limits.ts";

/** A file that a child process reads, and the one that it writes. */
export interface TaskFile {
  path: string;
  mediaType: MediaType;
  outPath: string;
  /** An existing folder for intermediate files. */
  workDir: string;
  pixelsMax: number;
  /** For videos. */
  ffmpeg?: string | undefined;
}

export interface DecodeTask extends TaskFile {
  /** Longest edge of the PNG that is written, in pixels. */
  edge: number;
}

/** What the child process reports. */
export type DecodeResult = DecodedSize | { unreadable: UnreadableReason };
const DecodedSize = z.object({
  width: z.int().positive(),
  height: z.int().positive(),
  camera: CameraData,
  animated: z.boolean(),
  warning: z.enum(Object.values(warnings)).nullable(),
});
export type DecodedSize = z.output<typeof DecodedSize>;

/**
 * Decodes in a child process with an empty environment, bounded memory and a deadline. The child is killed at the
 * deadline, because librsvg ignores sharp's timeout, and JavaScript and wasm decoders have none. Returns the full
 * upright size; the PNG is at `outPath`. Throws `UnreadablePicture`, or `DecodeInterrupted` when the child was killed
 * through no fault of the file.
 */
export function decodeInChild(task: DecodeTask, limits: PictureLimits): Promise<DecodedSize> {
  return pictureOf(childModule, task, limits);
}

/** Runs a module that reads one picture: its task is the first argument, and `report` writes what it returns. */
export async function pictureOf(module: string, task: object, limits: PictureLimits): Promise<DecodedSize> {
  const { result, errors, signal, late } = await runChild(module, task, limits);
  if (late === "busy") throw new DecodeInterrupted("The decoder got too little processor time.");
  if (late === "tooSlow") throw new UnreadablePicture("tooSlow");
  if (result !== "") {
    const parsed = JSON.parse(result);
    if (parsed.unreadable) throw new UnreadablePicture(parsed.unreadable);
    return DecodedSize.parse(parsed);
  }
  // We kill at the deadline only. Otherwise the kernel did, because the machine ran out of memory, or an operator.
  if (signal === "SIGKILL" || signal === "SIGTERM")
    throw new DecodeInterrupted(`The decoder was killed: ${signal}`);
  const reason = signal
    ? (reasonBySignal[signal] ?? "damaged")
    : /out of memory|allocation failed|failed to map/i.test(errors) && "tooMuchMemory";
  if (!reason) throw new Error(`The decoder ended without a result: ${errors}`);
  throw new UnreadablePicture(reason, { cause: new Error(`${signal} ${errors}`) });
}

/** When memory runs out, V8 and glib abort, and native code reads address 0. SIGXCPU is our CPU limit. */
const reasonBySignal: Partial<Record<NodeJS.Signals, UnreadableReason>> = {
  SIGABRT: "tooMuchMemory",
  SIGTRAP: "tooMuchMemory",
  SIGSEGV: "tooMuchMemory",
  SIGXCPU: "tooSlow",
};

const childModule = fileURLToPath(new URL("./decoder-child.ts", import.meta.url));
/** A result has a few hundred bytes; an error message worth logging fits as well. */
const outputBytesMax = 8 * 1024;

interface ChildOutcome {
  /** JSON of a `DecodeResult`, or "" when the child ended without one. */
  result: string;
  errors: string;
  signal: NodeJS.Signals | null;
  /** Set when it was killed at its deadline: it had its share of the processor, or it did not. */
  late?: "tooSlow" | "busy";
}

function runChild(module: string, task: object, limits: PictureLimits): Promise<ChildOutcome> {
  const [command, ...args] = [
    ...limitingShell(limits),
    process.execPath,
    ...nodeFlags,
    module,
    JSON.stringify(task),
  ];
  const child = spawn(command ?? "", args, { env: {}, stdio: ["ignore", "ignore", "pipe", "pipe"] });
  const output = { result: "", errors: "" };
  child.stdio[3]?.on("data", (bytes: Buffer) => {
    if (output.result.length < outputBytesMax) output.result += bytes;
  });
  child.stderr?.on("data", (bytes: Buffer) => {
    if (output.errors.length < outputBytesMax) output.errors += bytes;
  });
  return new Promise((resolve, reject) => {
    let late: ChildOutcome["late"];
    const deadline = setTimeout(() => {
      late = processorMs(child.pid) < limits.decodeTimeoutMs / 2 ? "busy" : "tooSlow";
      child.kill("SIGKILL");
    }, limits.decodeTimeoutMs);
    child.on("error", reject);
    child.on("close", (_code, signal) => {
      clearTimeout(deadline);
      resolve({ ...output, signal, ...(late && { late }) });
    });
  });
}

/** Processor time of a process so far; without end where the system does not tell. */
function processorMs(pid: number | undefined): number {
  if (process.platform !== "linux" || pid === undefined) return Number.POSITIVE_INFINITY;
  const fields = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ").at(-1)?.split(" ") ?? [];
  // User and system time, in hundredths of a second (proc_pid_stat(5), fields 14 and 15).
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

const nodeFlags = ["--no-warnings", "--max-old-space-size=256", "--max-semi-space-size=8"];
/** Writable memory that Node maps at start: measured 560 MB with Node 24, 600 MB with sharp or libheif. */
const nodeMb = 700;

/**
 * A shell that sets the kernel's limits on Linux; elsewhere only the deadline applies. The memory limit counts
 * writable memory, not address space: wasm reserves 10 GB of that and uses little. The CPU limit ends a child whose
 * parent died.
 */
function limitingShell({ childMemoryMb, decodeTimeoutMs }: PictureLimits): string[] {
  if (process.platform !== "linux") return [];
  const memoryKb = (nodeMb + childMemoryMb) * 1024;
  // Twice the deadline: decoders use two cores, and so do the compiler's threads.
  const cpuSeconds = 2 * Math.ceil(decodeTimeoutMs / 1000);
  return ["/bin/sh", "-c", `ulimit -d ${memoryKb}; ulimit -t ${cpuSeconds}; ulimit -c 0; exec "$0" "$@"`];
}
