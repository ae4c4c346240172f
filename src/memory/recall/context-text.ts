import type { Recalled } from "./recall.ts";

// English prose has about four characters a token; the budget is a promise, so a little less is used.
const charactersPerToken = 3.6;
const headingCharacters = 32;

/**
 * One text to put before a prompt, within a budget of tokens: what is known about the person, then what was said, in the
 * order of time and with its date. The best matches get their place first.
 */
export function contextText(
  facts: readonly { text: string }[],
  memories: readonly Recalled[],
  tokenBudget: number,
): string {
  let left = Math.floor(tokenBudget * charactersPerToken) - headingCharacters;
  const takes = (line: string) => {
    if (line.length + 1 > left) return false;
    left -= line.length + 1;
    return true;
  };
  const known = headed(
    "Known about the user:",
    facts.map(({ text }) => `- ${text}`),
    takes,
  );
  const chosen = memories
    .map((memory) => ({ memory, line: lineOf(memory) }))
    .filter(({ line }) => takes(line));
  const inTime = chosen.sort((a, b) => a.memory.saidAt.getTime() - b.memory.saidAt.getTime());
  const said = inTime.length > 0 ? ["From earlier conversations:", ...inTime.map(({ line }) => line)] : [];
  return [...known, ...(known.length > 0 && said.length > 0 ? [""] : []), ...said].join("\n");
}

function headed(heading: string, lines: readonly string[], takes: (line: string) => boolean): string[] {
  if (lines.length === 0 || !takes(heading)) return [];
  const taken = lines.filter(takes);
  return taken.length > 0 ? [heading, ...taken] : [];
}

function lineOf({ saidAt, user_message, agent_response }: Recalled): string {
  const day = saidAt.toISOString().slice(0, 10);
  const sides = [
    user_message && `User: ${user_message}`,
    agent_response && `Agent: ${agent_response}`,
  ].filter(Boolean);
  return `[${day}] ${sides.join(" / ")}`;
}
