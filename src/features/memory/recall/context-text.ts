import { offsetMs, UTC, type Zone } from "../time/zone.ts";
import type { Recalled } from "./recall.ts";
import { type Repeated, withoutRepeats } from "./repeats.ts";

// English has about four characters per token, other scripts about one. A lower figure keeps the text within the budget.
const latinPerToken = 3.6;
// A shorter clipped exchange is useless.
const clippedTokensMin = 20;

/**
 * One text to put before a prompt, within a budget of tokens: facts about the person, then exchanges in order of time with
 * their dates. The best matches are placed first; one that is too long is clipped. Exchanges that say nearly the same take
 * one line.
 */
export function contextText(
  facts: readonly { text: string }[],
  memories: readonly Said[],
  tokenBudget: number,
  zone = UTC,
): string {
  const dayOf = (said: Said) => dayIn(zone, said);
  let left = tokenBudget;
  const takes = (line: string) => {
    const cost = tokensOf(line) + 1;
    if (cost > left) return false;
    left -= cost;
    return true;
  };
  const known = headed(
    "Known about the user:",
    facts.map(({ text }) => `- ${oneLine(text)}`),
    takes,
  );
  const heading = "From earlier conversations:";
  const chosen: { saidAt: Date; line: string }[] = [];
  if (memories.length > 0 && takes(heading)) {
    for (const said of withoutRepeats(memories)) {
      const line = [lineOf(said, dayOf), clippedTo(said, left, dayOf)].find(
        (candidate) => candidate !== undefined && takes(candidate),
      );
      if (line !== undefined) chosen.push({ saidAt: said.first.saidAt, line });
    }
  }
  chosen.sort((a, b) => a.saidAt.getTime() - b.saidAt.getTime());
  const said = chosen.length > 0 ? [heading, ...chosen.map(({ line }) => line)] : [];
  return [...known, ...(known.length > 0 && said.length > 0 ? [""] : []), ...said].join("\n");
}

/** Estimates the tokens of a text, on the high side. */
export function tokensOf(text: string): number {
  let others = 0;
  for (let at = 0; at < text.length; at++) if (isOther(text.charCodeAt(at))) others++;
  return Math.ceil((text.length - others) / latinPerToken + others);
}

/** Whether a character is not Latin. The second half of a surrogate pair does not count. */
const isOther = (unit: number) => unit > 0x24f && (unit < 0xdc00 || unit > 0xdfff);

function headed(heading: string, lines: readonly string[], takes: (line: string) => boolean): string[] {
  if (lines.length === 0 || !takes(heading)) return [];
  const taken = lines.filter(takes);
  return taken.length > 0 ? [heading, ...taken] : [];
}

type Said = Pick<Recalled, "saidAt" | "user_message" | "agent_response" | "utc_offset">;
type DayOf = (said: Said) => string;

function lineOf({ memory, times, first }: Repeated<Said>, dayOf: DayOf): string {
  const { user_message, agent_response } = memory;
  const repeated = times > 1 ? `, said ${times} times, last on ${dayOf(memory)}` : "";
  const sides = [
    user_message && `User: ${oneLine(user_message)}`,
    agent_response && `Agent: ${oneLine(agent_response)}`,
  ];
  return `[${dayOf(first)}${repeated}] ${sides.filter(Boolean).join(" / ")}`;
}

/** The day on the speaker's clock: by the offset that was sent with the exchange, otherwise by their time zone. */
function dayIn(zone: Zone, { saidAt, utc_offset }: Said): string {
  const utc = saidAt.getTime();
  const local = utc_offset === undefined ? zone.toLocal(utc) : utc + offsetMs(utc_offset);
  return new Date(local).toISOString().slice(0, 10);
}

/** The line, clipped to a number of tokens. Clips the agent's side first, because memory is about the user. */
function clippedTo(said: Repeated<Said>, tokens: number, dayOf: DayOf): string | undefined {
  const room = tokens - 1;
  if (room < clippedTokensMin) return undefined;
  const withoutAgent = lineOf({ ...said, memory: { ...said.memory, agent_response: "" } }, dayOf);
  if (said.memory.user_message !== "" && tokensOf(withoutAgent) > room - clippedTokensMin)
    return clip(withoutAgent, room);
  return clip(lineOf(said, dayOf), room);
}

function clip(line: string, tokens: number): string {
  if (tokensOf(line) <= tokens) return line;
  let [characters, left] = [0, tokens - 1 - 1 / latinPerToken];
  while (characters < line.length) {
    left -= isOther(line.charCodeAt(characters)) ? 1 : 1 / latinPerToken;
    if (left < 0) break;
    characters++;
  }
  return `${line.slice(0, characters).toWellFormed()}…`;
}

/** Removes line breaks, so that a message cannot forge further lines of the context. */
const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();
