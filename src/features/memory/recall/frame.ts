/**
 * A query without the words that frame it: those that ask for a form of answer ("a detailed summary of", "mention only five
 * items") or say that there was a conversation ("did I tell you", "across our sessions"). Almost any exchange may have these
 * words, and none is found by them. Leaves the rest unchanged, which may be nothing.
 */
export function withoutFrame(query: string): string {
  return FRAMES.reduce((left, frame) => left.replace(frame, " "), query);
}

const FRAMES: readonly RegExp[] = [
  /\b(?:i(?:['’]m| am| was)? )?(?:go|going|look|looking|think|thinking) back (?:at|on|over|through|to) (?=(?:our|what (?:we|you)|(?:a|an|one|that|the) (?:earlier|last|of our|past|previous))\b)/gi,
  /\bi(?: want| wanted| would like|['’]d like) to follow up on\b/gi,
  /\b(?:i(?:['’]m| am| was) )?wondering (?:if|whether) you (?:can|could)(?: please)?(?: remind me(?: of)?)?\b/gi,
  /\b(?:an?|one of our|our|that|the) (?:earlier|last|past|previous) (?:chats?|conversations?|discussions?)\b/gi,
  /\bour (?:earlier|last|past|previous) sessions?\b/gi,
  /\b(?:do you )?remember (?:that|when) (?=i|we|you)\b/gi,
  /\byou (?:mentioned|said|told me)\b/gi,
  /\bi (?:asked you|can(?:not|['’]t) (?:recall|remember))\b/gi,
  /\bmention (?:only (?:and only )?)?\w+ items?\b/gi,
  /\b(?:throughout|across|over|in|during|from) (?:all (?:of )?)?(?:my|our|the|your) (?:recent |previous |past |earlier |different )?(?:conversations?|discussions?|chats?|sessions?|requests?|queries|messages)\b/gi,
  /\b(?:can|could|would|will) you (?:please )?(?:list|walk me through|give me|provide(?: me with)?|tell me|summari[sz]e|recap|remind me(?: of)?)\b/gi,
  /\bthe order in which (?:i|we) (?:brought up|mentioned|discussed|talked about|raised)\b/gi,
  /\b(?:different|various) aspects of\b/gi,
  /\bin (?:what )?order\b/gi,
  /\b(?:(?:comprehensive|complete|full|thorough|detailed|brief|clear|short) )?(?:summary|overview|recap) of\b/gi,
  /\b(?:comprehensive|complete|full|thorough|detailed|brief|clear|short) (?:summary|overview|recap)\b/gi,
  /\b(?:did|have|had|do) (?:i|we) (?:ever )?(?:say|said|mention|mentioned|tell you|told you|talk(?:ed)? about|discuss(?:ed)?|bring up|brought up)\b/gi,
  /\b(?:i|we)(?:['’]ve| have)? (?:said|mentioned|told you|talked about|discussed|brought up)\b/gi,
];
