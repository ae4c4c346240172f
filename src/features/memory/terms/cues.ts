import { leadingSpeaker } from "./speaker.ts";

/** Properties of an exchange as bits of one byte. Stored unencrypted, because they reveal no word. */
export const Cue = {
  /** Every side that speaks ends with a question, so the exchange states nothing. */
  asks: 1,
  /** The last side to speak asked a question, so the next exchange of the conversation answers it. */
  expectsAnswer: 2,
  /** Starts with a reaction ("Wow", "Thanks"). */
  reacts: 4,
  time: 8,
  number: 16,
  quotation: 32,
  /** Two bits for the number of names (capitals within a sentence), 3 for more. */
  names: 64 + 128,
} as const;

/** The cues of an exchange, as bits. */
export function cuesOf(userMessage: string, agentResponse = ""): number {
  const sides = [userMessage, agentResponse]
    .filter((text) => text.trim() !== "")
    .map((text) => (leadingSpeaker(text)?.rest ?? text).trim());
  const all = sides.join("\n");
  let cues = 0;
  if (sides.length > 0 && sides.every((side) => ENDS_ASKING.test(side))) cues |= Cue.asks;
  if (ASKS.test(sides.at(-1) ?? "")) cues |= Cue.expectsAnswer;
  if (sides.length > 0 && sides.every((side) => REACTS.test(side))) cues |= Cue.reacts;
  if (TIME.test(all)) cues |= Cue.time;
  if (NUMBER.test(all)) cues |= Cue.number;
  if (/["“”«»「]/.test(all)) cues |= Cue.quotation;
  return cues | (Math.min(3, all.match(NAME)?.length ?? 0) << 6);
}

/** The number of names, 0 to 3. */
export const namesIn = (cues: number) => cues >> 6;

/** The kind of answer that a question asks for. */
export function wantedBy(question: string): { time: boolean; number: boolean; name: boolean } {
  return {
    time: /\b(when|what (date|day|month|year)|how long)\b/i.test(question),
    number: /\bhow (many|much|old|often|long)\b/i.test(question),
    name: /\b(which|where|who|whose|name|named|called|title)\b/i.test(question),
  };
}

const ENDS_ASKING = /[?？؟]["'”’)\]\s]*$/u;
const ASKS = /[?？؟]/u;
const REACTS =
  /^(wow|that'?s|that’s|that sounds|cool|nice|congrats|congratulations|awesome|great|sounds|yeah|yep|thanks|thank you)\b/i;
const TIME =
  /\b(yesterday|today|tonight|tomorrow|ago|last|next|this (morning|summer|winter|spring|fall|autumn)|recently|just|weeks?|weekend|months?|years?|since|(mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|december|(19|20)\d\d)\b/i;
const NUMBER =
  /\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten|dozen|couple|few|several|many|once|twice|hundred|thousand|first|second|third|another)\b/i;
const NAME = /(?<=[\p{Ll},] )\p{Lu}\p{L}+/gu;
