import { writeFile } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import type { Figure } from "./report.ts";

const path = fileURLToPath(new URL("./RESULTS.md", import.meta.url));

/** The kind of machine: no name, since these lines are published. */
export function machine(): string {
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, ${gigabytes} GB, Node ${process.versions.node}`;
}

/** How many processes wanted a core, on average over the last minute. */
export const load = (): number => loadavg()[0] as number;

/** Writes the table of a whole run to `bench/RESULTS.md`. `loads` are the load averages before and after it. */
export async function writeResults(figures: readonly Figure[], loads: [number, number]): Promise<void> {
  const cell = (text: string) => text.replaceAll("|", "\\|").trim();
  const rows = figures.map(({ name, measured, target = "", met }) => {
    const sign = met === undefined ? "" : met ? "✓" : "✗";
    const shown = name.startsWith("  …") ? `… ${name.slice(4)}` : name;
    return `| ${sign} | ${[shown, target, measured].map(cell).join(" | ")} |`;
  });
  const day = new Date().toISOString().slice(0, 10);
  await writeFile(
    path,
    `# Results of \`npm run bench\`

Written by \`npm run bench -- --write\` on ${day}. [docs/performance.md](../docs/performance.md) says what stands behind each line.

${machine()}. Load average ${loads.map((value) => value.toFixed(1)).join(" before and ")} after: above ${cpus().length}, other work ran
on the same cores, which makes milliseconds longer; both sides of a ratio took turns.

| | what | goal | measured |
|---|---|---|---|
${rows.join("\n")}
`,
  );
}
