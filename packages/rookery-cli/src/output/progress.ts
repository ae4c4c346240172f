import cliProgress from "cli-progress";
import { type Output, writeLine } from "./output.ts";
import { shown, shownBytes } from "./shown.ts";

/** Progress of files: one bar for all, and one for each that is under way. */
export interface Progress {
  start(name: string, bytes: number): FileProgress;
  /** What needs no transfer. */
  skip(bytes: number): void;
  stop(): void;
}
export interface FileProgress {
  /** How many bytes have been transferred. */
  at(bytes: number): void;
  end(): void;
}

const nameMax = 32;

export function openProgress(output: Output, all: { files: number; bytes: number }): Progress {
  if (!output.bars) return silent;
  const bars = new cliProgress.MultiBar(
    {
      stream: process.stderr,
      format: "{name} {bar} {percentage}% {shown}",
      barsize: 24,
      hideCursor: true,
      clearOnComplete: true,
      autopadding: true,
      gracefulExit: false,
      linewrap: false,
    },
    process.env.NO_COLOR === undefined ? cliProgress.Presets.shades_grey : cliProgress.Presets.legacy,
  );
  let [done, files] = [0, 0];
  const ofAll = () => ({
    name: padded(`${files} of ${all.files} files`),
    shown: `${shownBytes(done)} of ${shownBytes(all.bytes)}`,
  });
  const whole = bars.create(Math.max(1, all.bytes), 0, ofAll());
  const add = (bytes: number, ended = 0) => {
    done += bytes;
    files += ended;
    whole.update(done, ofAll());
  };
  output.line = (stream, text) => {
    if (!stream.isTTY) return writeLine(stream, text);
    bars.log(`${text}\n`);
    bars.update();
  };
  return {
    start: (name, bytes) => {
      const payload = { name: padded(shown(name)), shown: shownBytes(bytes) };
      const bar = bars.create(Math.max(1, bytes), 0, payload);
      // Shown at once, also if the file is sent before the next picture of the bars.
      bars.update();
      let at = 0;
      return {
        at(now) {
          add(now - at);
          at = now;
          bar.update(now);
        },
        end() {
          add(bytes - at, 1);
          bars.remove(bar);
        },
      };
    },
    skip: (bytes) => add(bytes, 1),
    stop() {
      bars.stop();
      output.line = writeLine;
    },
  };
}

const padded = (name: string): string =>
  name.length > nameMax ? `${name.slice(0, nameMax - 1)}…` : name.padEnd(nameMax);

const nothing = { at() {}, end() {} };
const silent: Progress = { start: () => nothing, skip() {}, stop() {} };
