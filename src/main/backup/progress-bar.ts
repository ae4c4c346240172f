const width = 30;
const everyMs = 100;
const lineEveryMs = 10_000;

/** Shows how far work on files is: a bar on a terminal, else a line every ten seconds. */
export function progressBar(
  what: string,
  {
    output = process.stderr,
    now = () => performance.now(),
    noun = "assets",
  }: { output?: Pick<NodeJS.WriteStream, "write" | "isTTY">; now?: () => number; noun?: string } = {},
): { show(done: number, of: number, bytes: number): void; end(): void } {
  let shownAt = now();
  let hasBar = false;
  return {
    show(done, of, bytes) {
      const isLast = done === of;
      if (now() - shownAt < (output.isTTY ? everyMs : lineEveryMs) && !(isLast && hasBar)) return;
      shownAt = now();
      const share = of === 0 ? 1 : done / of;
      const filled = Math.round(share * width);
      const counts = `${done.toLocaleString("en")} of ${of.toLocaleString("en")} ${noun}, ${Math.round(bytes / 1e6).toLocaleString("en")} MB`;
      if (!output.isTTY) return void output.write(`${what}: ${Math.floor(share * 100)} %, ${counts}\n`);
      hasBar = true;
      output.write(`\r${what} [${"█".repeat(filled)}${"░".repeat(width - filled)}] ${counts}\u001b[K`);
    },
    end() {
      if (hasBar) output.write("\n");
    },
  };
}
