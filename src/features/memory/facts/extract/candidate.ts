import { kindOf, sentenceOf } from "../attributes.ts";
import type { FactCandidate } from "../fact.ts";

interface Stated {
  subject: string;
  at: Date;
  attribute: string;
  value: string;
  confidence: number;
  negated?: boolean;
  suffix?: string;
  until?: Date | undefined;
}

/** A fact with its sentence. `suffix` goes after the sentence. */
export function candidate({
  subject,
  at,
  attribute,
  value,
  confidence,
  negated,
  suffix = "",
  until,
}: Stated): FactCandidate {
  return {
    subject,
    attribute,
    value,
    text: sentenceOf(subject, attribute, value, negated) + suffix,
    confidence,
    validFrom: at,
    validTo: negated ? at : (until ?? null),
    kind: kindOf(attribute),
    ...(negated ? { negated } : {}),
  };
}
