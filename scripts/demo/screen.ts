import { styleText } from "node:util";

const terminal = process.stdout.isTTY;
const barWidth = 30;

export const line = (text: string): void => console.log(text);
export const ok = (): string => (terminal ? styleText("green", "✓") : "OK");

/** A progress bar, or one line at the end without a terminal. */
export function bar(title: string, total: number) {
  let done = 0;
  const draw = () => {
    if (!terminal) return;
    const filled = Math.round((done / total) * barWidth);
    const drawn = styleText("cyan", "█".repeat(filled)) + styleText("dim", "░".repeat(barWidth - filled));
    process.stdout.write(`\r${title.padEnd(10)} ${drawn} ${done} of ${total}`);
  };
  draw();
  return {
    advance(by: number) {
      done += by;
      draw();
    },
    /** A sentence above the bar. */
    say(text: string) {
      if (terminal) process.stdout.write("\r\x1b[K");
      line(terminal ? styleText("yellow", text) : text);
      draw();
    },
    end() {
      line(terminal ? "" : `${title}: ${done} of ${total}`);
    },
  };
}
