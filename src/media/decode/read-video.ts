import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import sharp from "sharp";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import type { MediaType } from "../sniff/media-type.ts";
import type { ReadPicture } from "./read-picture.ts";
import { translateSharpErrors } from "./sharp-errors.ts";

export interface VideoFile {
  path: string;
  mediaType: MediaType;
  /** An existing folder for intermediate files. */
  workDir: string;
  pixelsMax: number;
}

/** Shorter than the deadline of the child process, which would leave ffmpeg behind. */
const timeoutMs = 12_000;
/** Many videos start black. A shorter one has its first frame shown. */
const seconds = [1, 0];

/**
 * A frame of a video, upright, `edge` pixels on its longest edge at most. ffmpeg inherits the limits of this process.
 * Throws `UnreadablePicture`.
 */
export async function readVideo(ffmpeg: string, file: VideoFile, edge: number): Promise<ReadPicture> {
  const framePath = join(file.workDir, "frame.png");
  for (const at of seconds) {
    await promisify(execFile)(ffmpeg, argumentsFor(file, edge, at, framePath), {
      env: {},
      timeout: timeoutMs,
      killSignal: "SIGKILL",
    }).catch((error: Error & { killed?: boolean }) => {
      throw new UnreadablePicture(error.killed ? "tooSlow" : "damaged", { cause: error });
    });
    const frame = await sharp(framePath)
      .metadata()
      .catch(() => undefined);
    if (!frame) continue;
    const { data, info } = await translateSharpErrors(
      sharp(framePath).toColourspace("srgb").ensureAlpha().raw().toBuffer({ resolveWithObject: true }),
    );
    const { width, height } = info;
    return { width, height, pixels: { width, height, data }, camera: {} };
  }
  throw new UnreadablePicture("empty");
}

function argumentsFor({ path, mediaType, pixelsMax }: VideoFile, edge: number, at: number, out: string) {
  // Not guessed: among the formats that ffmpeg knows are playlists, which name other files.
  const format = mediaType === "video/webm" || mediaType === "video/x-matroska" ? "matroska" : "mov";
  const square = "scale=iw*sar:ih,setsar=1";
  const fit = `scale='min(${edge},iw)':'min(${edge},ih)':force_original_aspect_ratio=decrease`;
  return [
    ...["-nostdin", "-v", "error", "-threads", "1", "-protocol_whitelist", "file,pipe"],
    ...["-max_pixels", String(pixelsMax), "-f", format, "-ss", String(at), "-i", `file:${path}`],
    ...["-map", "0:v:0", "-frames:v", "1", "-vf", `${square},${fit}`, "-threads", "1", "-y", `file:${out}`],
  ];
}
