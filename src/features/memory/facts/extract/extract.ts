import { atOnce, type Steps } from "../../../../platform/in-slices.ts";
import { kindOf } from "../attributes.ts";
import { Confidence, type FactCandidate, factKey, valueKey } from "../fact.ts";
import { acrossSentences } from "./across-sentences.ts";
import { candidate } from "./candidate.ts";
import type { Clause } from "./clause.ts";
import { clausesOf } from "./clauses.ts";
import { applyCorrection, correctionIn, resolved } from "./corrections.ts";
import { instructionIn } from "./instructions.ts";
import { withoutLabel } from "./labels.ts";
import { noteIn } from "./notes.ts";
import { opened, withProfile } from "./openings.ts";
import { aboutAnother, OF_OTHERS } from "./other-people.ts";
import { reworded } from "./rewordings.ts";
import { rulesFor } from "./rules/for-clause.ts";
import type { Rule } from "./rules/rule.ts";
import { statements } from "./sentences.ts";
import { fromShortNote } from "./short-notes.ts";
import { type When, whenIn, withIsoDate } from "./when.ts";

/** One exchange, as input to fact extraction. */
export interface DatedExchange {
  userMessage: string;
  /** Never a source of facts: an agent repeats what the person said, or makes it up. */
  agentResponse: string;
  timestamp: Date;
  /** The speaker on the user's side, if there are several people. A message may also begin with "Caroline: ". */
  speaker?: string;
}

/** The facts that a person states about themselves and people close to them, by rules for English. Skips unclear sentences. */
export const extractFacts = (exchange: DatedExchange): FactCandidate[] => atOnce(readFacts(exchange));

/** The same, as a generator that yields between steps. */
export function* readFacts(exchange: DatedExchange): Steps<FactCandidate[]> {
  const read = withoutLabel(exchange.userMessage);
  if (!read) return [];
  const context = { subject: exchange.speaker ?? read.speaker ?? "user", at: exchange.timestamp };
  const text = read.text.slice(0, CHARACTERS_MAX);
  const found: FactCandidate[] = [];
  let before = 0;
  for (const said of statements(acrossSentences(withProfile(text)))) {
    const sentence = opened(calm(said));
    if (sentence === undefined) continue;
    if (RETRACTS.test(sentence)) found.length = before;
    before = found.length;
    if (corrects(sentence, found, context)) continue;
    found.push(...note(sentence, context));
    const jest = IN_JEST.test(sentence);
    for (const clause of clausesOf(fromShortNote(sentence) ?? reworded(sentence)))
      found.push(...factsOf(clause, context).filter(({ attribute }) => !jest || !WEIGHTY.test(attribute)));
    yield;
  }
  return withoutRepetition(found).slice(0, FACTS_MAX);
}

/** "I LIVE IN OSLO" in small letters. Such a message has no names to be told by their capitals. */
const calm = (sentence: string) => (/\p{Ll}|^.{0,9}$/u.test(sentence) ? sentence : sentence.toLowerCase());

// With a laugh, these may be exaggerated. So are they in "I practically live here".
const IN_JEST =
  /\bha(?:ha)+\b|\b(?:lol|lmao|rofl|nice try)\b|\bI(?:['’]m| am)? (?:practically|basically|totally|virtually|figuratively|literally)\b/i;
const WEIGHTY = /^(?:home|work_employer|work_role|allergy|health)$/;
// What the sentence before said was no fact.
const RETRACTS =
  /^\W*(?:(?:haha|lol|ok|okay|no|nah|I(?:['’]m| am)|just|only|totally)\b[ ,.!]*)*(?:kidding|joking|jk|psych|not really|as if)\b/i;

// A longer text was probably pasted, and is not about the person.
const CHARACTERS_MAX = 8_000;
const FACTS_MAX = 16;

interface Context {
  subject: string;
  at: Date;
}

/** Applies a sentence that corrects what was said before, in this message or earlier. True if nothing else is in it. */
function corrects(sentence: string, found: FactCandidate[], context: Context): boolean {
  const correction = correctionIn(sentence);
  if (!correction) return false;
  if (applyCorrection(found, correction)) return true;
  const { value, insteadOf } = correction;
  if (insteadOf === undefined) return false;
  found.push(...resolved(sentence, { value, insteadOf }, context));
  return false;
}

function note(sentence: string, { subject, at }: Context): FactCandidate[] {
  // Between two people, "remember that …" and "don't use …" are advice to the other one.
  if (subject !== "user") return [];
  const wish = instructionIn(sentence);
  if (wish)
    return [
      candidate({ subject, at, attribute: "instruction", value: wish, confidence: Confidence.explicit }),
    ];
  const value = noteIn(sentence);
  if (!value) return [];
  const when = whenIn(value, at, "future");
  const dated = when && !when.phrase.includes(when.iso) ? ` (${when.phrase}: ${when.iso})` : "";
  return [
    candidate({ subject, at, attribute: "note", value, confidence: Confidence.explicit, suffix: dated }),
  ];
}

function factsOf(clause: Clause, context: Context): FactCandidate[] {
  const own = firstOfEach(clause, context);
  const other = aboutAnother(clause.text, context.subject);
  if (!other) return own;
  const theirs = clausesOf(other.text).flatMap((theirClause) =>
    firstOfEach(theirClause, { ...context, subject: other.subject }),
  );
  return [...own, ...theirs.filter(({ attribute }) => OF_OTHERS.has(attribute))];
}

/** If several rules read the same attribute from a clause, the first one counts. */
function firstOfEach(clause: Clause, context: Context): FactCandidate[] {
  const kept: FactCandidate[] = [];
  const taken = new Set<string>();
  for (const rule of rulesFor(clause.text)) {
    const facts = factsBy(rule, clause, context);
    if (facts.length === 0) continue;
    const slots = facts.map(({ attribute, negated }) => `${attribute} ${negated}`);
    kept.push(...facts.filter((_, i) => !taken.has(slots[i] as string)));
    for (const slot of slots) taken.add(slot);
  }
  // What is planned for a date is no mere wish.
  return kept.some(({ attribute }) => attribute === "plan")
    ? kept.filter(({ attribute }) => attribute !== "goal")
    : kept;
}

function factsBy(rule: Rule, clause: Clause, { subject, at }: Context): FactCandidate[] {
  const groups = rule.pattern.exec(clause.text)?.groups;
  const outcome = groups && outcomeOf(rule, clause, groups);
  if (!groups?.value || !outcome || rule.unless?.(groups)) return [];
  const when = rule.when && whenIn(clause.text, at, rule.when);
  if (rule.when === "future" && (!when || when.end <= at)) return [];
  const future = rule.when === "future" ? when : undefined;
  const dated = when && !future ? ` (${when.iso})` : "";
  const read = rule.shape(rawValue(groups.value, rule, when));
  return read
    .filter((value) => clause.small || !titledPlace(outcome.attribute, value, clause))
    .map((read) => {
      const named = rule.value?.(read, groups) ?? read;
      const single = kindOf(outcome.attribute) === "single";
      return candidate({
        subject,
        at,
        ...outcome,
        value: future ? planned(named, future) : single ? named : `${named}${dated}`,
        confidence: rule.confidence,
        suffix: single ? dated || sinceIn(clause.text, outcome.attribute) : "",
        until: future?.end,
      });
    });
}

/** Whether a place got its capital from us: "I moved to product" in a message that has capitals names no town. */
const titledPlace = (attribute: string, value: string, { text }: Clause) =>
  /^(?:home|hometown|birthplace)$/.test(attribute) && !text.includes(value);

/** " since March 2025", for the attributes that a person has for a time. */
function sinceIn(text: string, attribute: string): string {
  if (!/^(?:home|work_employer|work_role|work_field|school|study)$/.test(attribute)) return "";
  const since = SINCE.exec(text)?.[1];
  return since ? ` since ${since}` : "";
}

const SINCE =
  /\bsince ((?:(?:January|February|March|April|May|June|July|August|September|October|November|December) )?(?:19|20)\d\d)\b/;

/** The attribute that the rule reads from the clause, and whether its value has ended. */
function outcomeOf(rule: Rule, { holds }: Clause, groups: Record<string, string>) {
  const attribute = typeof rule.attribute === "function" ? rule.attribute(groups) : rule.attribute;
  if (holds === "yes")
    return attribute && !rule.onlyEnds
      ? { attribute, negated: rule.ends?.includes("was") ?? false }
      : undefined;
  if (rule.denied && (holds === "no" || !attribute))
    return { attribute: rule.denied, negated: holds === "once" };
  return attribute && rule.ends?.includes(holds) ? { attribute, negated: true } : undefined;
}

function rawValue(value: string, rule: Rule, when: When | undefined): string {
  if (!when || !value.includes(when.phrase)) return value;
  if (rule.when === "future") return withIsoDate(value, when);
  return value.replace(when.phrase, "").replace(/\s+/g, " ").trim();
}

const planned = (value: string, when: When) =>
  value.includes(when.iso) ? value : withIsoDate(`${value} ${when.phrase}`, when);

/** Removes duplicates, and keeps only the last value of a single-valued attribute. */
function withoutRepetition(facts: FactCandidate[]): FactCandidate[] {
  const slots = new Map<string, FactCandidate>();
  for (const fact of facts) {
    const single = fact.kind === "single" && !fact.negated;
    slots.set(
      single ? `${valueKey(fact.subject)}|${fact.attribute}` : `${factKey(fact)}|${fact.negated ?? false}`,
      fact,
    );
  }
  return [...slots.values()];
}
