import { z } from "zod";
import { ATTRIBUTES, kindOf, sentenceOf } from "../attributes.ts";
import type { DatedExchange } from "../extract/extract.ts";
import { FactCandidate } from "../fact.ts";

/** The valid facts in a model's answer. Undefined if the answer is not the JSON that was asked for. */
export function factsInAnswer(
  answer: string,
  { timestamp, speaker }: DatedExchange,
): FactCandidate[] | undefined {
  const { data } = Answer.safeParse(jsonIn(answer));
  return data?.facts.slice(0, FACTS_MAX).flatMap((raw) => {
    const fact = ModelFact.safeParse(raw).data;
    if (!fact || !isKnown(fact.attribute)) return [];
    const subject = /^(?:user|the user|i|me)$/i.test(fact.subject) ? (speaker ?? "user") : fact.subject;
    const over = !fact.holds;
    const until = fact.until && fact.until > timestamp ? fact.until : null;
    const { data: candidate } = FactCandidate.safeParse({
      subject,
      attribute: fact.attribute,
      value: fact.value,
      text: fact.text || sentenceOf(subject, fact.attribute, fact.value, over),
      confidence: Math.min(fact.confidence, CONFIDENCE_MAX),
      validFrom: timestamp,
      validTo: over ? timestamp : until,
      kind: kindOf(fact.attribute),
      ...(over && { negated: true }),
    });
    return candidate ? [candidate] : [];
  });
}

// The same limit as for the rules.
const FACTS_MAX = 16;
// A model's own confidence is not calibrated; a person's correction, at 1, stays above it.
const CONFIDENCE_MAX = 0.9;

const Answer = z.object({ facts: z.array(z.unknown()) });
const ModelFact = z.object({
  subject: z.string().trim(),
  attribute: z
    .string()
    .trim()
    .toLowerCase()
    .transform((name) => name.replace(/[ -]/g, "_")),
  value: z.union([z.string().trim(), z.number().transform(String)]),
  text: z.string().trim().default(""),
  confidence: z.number().min(0).max(1).default(0.7),
  holds: z.boolean().default(true),
  until: z
    .union([z.iso.date(), z.iso.datetime({ offset: true })])
    .transform((iso) => new Date(iso))
    .nullable()
    .catch(null),
});

function isKnown(attribute: string): boolean {
  const [family = "", member] = attribute.split(":");
  const isFamily = family === "relation" || family === "favorite";
  return Object.hasOwn(ATTRIBUTES, family) && isFamily === (member !== undefined);
}

/** The JSON in an answer: the whole answer, in a code fence, or after the model's reasoning. */
function jsonIn(answer: string): unknown {
  const text = answer.replace(/<think>[\s\S]*?<\/think>/g, "");
  const fenced = /```(?:json)?\s*([\s\S]*?)```/.exec(text)?.[1];
  for (const attempt of [text, fenced, text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1)]) {
    try {
      if (attempt) return JSON.parse(attempt);
    } catch {
      // The next attempt.
    }
  }
  return undefined;
}
