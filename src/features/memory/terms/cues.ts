import { leadingSpeaker } from "./speaker.ts";

/** Properties of an exchange as bits of a small integer. Stored unencrypted, because they reveal no word. */
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
  /** The user tells the agent how to answer from now on ("Always include prices when I ask about hotels"). */
  instructs: 256,
  /** The user says what they prefer or have chosen. */
  prefers: 512,
  /** The user only takes up the agent's last answer ("Thanks", "Got it", "Hmm, …"). */
  replies: 1024,
  /** Two bits for the number of names that the user says to an agent, whose long answers nearly always have three. */
  userNames: 2048 + 4096,
} as const;

/** One more than any cues. */
export const CUES_END = Object.values(Cue).reduce((all, cue) => all | cue, 0) + 1;

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
  cues |= countNames(all) << 6;
  return agentResponse.trim() === "" ? cues : cues | cuesToAgent(userMessage.trim());
}

/** The cues of what a user says to an agent. People who talk with each other mean other things by the same words. */
function cuesToAgent(said: string): number {
  let cues = countNames(said) << 11;
  if (INSTRUCTS.test(said)) cues |= Cue.instructs;
  if (PREFERS.test(said)) cues |= Cue.prefers;
  if (REPLIES.test(said)) cues |= Cue.replies;
  return cues;
}

const countNames = (text: string) => Math.min(3, text.match(NAME)?.length ?? 0);

/** The number of names, 0 to 3. */
export const namesIn = (cues: number) => (cues & Cue.names) >> 6;
/** The number of names that the user says to an agent, 0 to 3. */
export const userNamesIn = (cues: number) => (cues & Cue.userNames) >> 11;

/** The kinds of answer that a question may ask for. */
export interface WantedAnswer {
  time: boolean;
  number: boolean;
  name: boolean;
  /** A suggestion or help, for which the user's preferences matter. */
  advice: boolean;
  /** Something new from the agent, for which the user's instructions matter, rather than what was said before. */
  task: boolean;
  /** A summary, or an order of events: many exchanges answer it. */
  survey: boolean;
}

/** The kinds of answer that a question asks for. */
export function wantedBy(question: string): WantedAnswer {
  return {
    task: !ASKS_OF_PAST.test(question) && !SURVEYS.test(question),
    survey: SURVEYS.test(question),
    time: /\b(when|what (date|day|month|year)|how long)\b/i.test(question),
    number: /\bhow (many|much|old|often|long)\b/i.test(question),
    name: /\b(which|where|who|whose|name|named|called|title)\b/i.test(question),
    advice:
      /\b(suggest(ions?)?|recommend(ations?)?|advice|ideas|options|tips|best way|help me|(can|could|would) you|how do (i|we)|what do (i|we) (do|need)|(should|can|could) (i|we))\b/i.test(
        question,
      ),
  };
}

const ASKS_OF_PAST =
  /\b(?:did|have|has|had|was|were|been|am i|said|told|mention(?:ed)?|discuss(?:ed)?|brought up|remember|ago|again|once|last time|previous(?:ly)?|earlier|remind me|you \w+ed|you (?:gave|made|wrote|found|chose|put|had)|how (?:many|much|long|old)|across|throughout|our (?:conversations?|chats?|sessions?|discussions?))\b/i;
const SURVEYS =
  /\b(?:summar(?:y|i[sz]e)|overview|recap|order in which|in (?:chronological )?order|sequence of|timeline|evolved?|developed over time)\b/i;
const ENDS_ASKING = /[?？؟]["'”’)\]\s]*$/u;
const ASKS = /[?？؟]/u;
const REACTS =
  /^(wow|that'?s|that’s|that sounds|cool|nice|congrats|congratulations|awesome|great|sounds|yeah|yep|thanks|thank you)\b/i;
const TIME =
  /\b(yesterday|today|tonight|tomorrow|ago|last|next|this (morning|summer|winter|spring|fall|autumn)|recently|just|weeks?|weekend|months?|years?|since|(mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|december|(19|20)\d\d)\b/i;
const NUMBER =
  /\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten|dozen|couple|few|several|many|once|twice|hundred|thousand|first|second|third|another)\b/i;
const NAME = /(?<=[\p{Ll},] )\p{Lu}\p{L}+/gu;
const INSTRUCTS =
  /(?:^|[.!?\n] ?)(?:please,? )?(?:always|never|going forward|every time|whenever i|remember to|(?:don['’]t|do not) ever)\b|\bfrom now on\b|\bwhen(?:ever)? i ask\b/i;
const PREFERS =
  /\bi(?:['’]d| would)? (?:much |really )?(?:prefer|rather|favou?r|prioriti[sz]e)\b|\bmy preference\b|\bi(?:['’]ve| have)? (?:chosen|chose|decided)\b/i;
const REPLIES =
  /^(?:ok(?:ay)?|hmm+|thanks?|thank you|sure|got it|great|perfect|awesome|alright|absolutely|definitely|cool|nice|yeah|yes|yep|nope|right|i see|sounds good|(?:that|this) (?:sounds|makes|looks|helps|is great|plan))\b/i;
