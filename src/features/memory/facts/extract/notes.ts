/** The words that a sentence asks to remember: "Please remember that the gate code is 4411" → the gate code is 4411. */
export function noteIn(sentence: string): string | undefined {
  const asked = ASKS_TO_REMEMBER.exec(sentence)
    ?.groups?.what?.trim()
    .replace(/[\s.!]+$/, "");
  return asked?.includes(" ") ? asked.slice(0, NOTE_CHARACTERS_MAX) : undefined;
}

// The limit of `FactCandidate.value`.
const NOTE_CHARACTERS_MAX = 500;

const ASKS_TO_REMEMBER =
  /^(?:(?:please|also|and|oh|hey|ok|okay|so|btw|by the way|can you|could you|you should|i (?:want|need|would like) you to)[, ]+)*(?:(?:remember|don['’]?t forget|do not forget|keep in mind|bear in mind|make a note|take note|note(?: down)?|write down|for future reference|for the record)(?::|,| that| this:?)? )(?!to\b|when\b|how\b|the time\b|me\b|you\b|what\b|who\b|why\b|where\b|all\b|back\b|those\b|these\b|being\b|going\b|having\b|about it\b|it\b)(?<what>.+)/i;
