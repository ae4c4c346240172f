import { leadingSpeaker } from "../../terms/speaker.ts";
import { LABELS_A_TEXT } from "./openings.ts";

/**
 * A message without the label before its first colon, and the speaker if the label is a name. Undefined if the label says that
 * the text is somebody else's, or made up: "The customer writes: …", "Hypothetical: …".
 */
export function withoutLabel(message: string): { speaker?: string; text: string } | undefined {
  const prefix = leadingSpeaker(message);
  if (!prefix) return { text: message };
  const words = prefix.name.toLowerCase().split(" ");
  const [first = "", last = ""] = [words[0], words.at(-1)];
  if (OWN_QUESTION.test(prefix.name) || OWN_NOTE.test(prefix.name)) return { text: message };
  if (OTHERS.has(first) || OTHERS.has(last) || REPORTED.test(prefix.name)) return undefined;
  if (USER.has(first)) return { text: prefix.rest };
  if (OWN.has(first) || OWN.has(last)) return { text: message };
  if (LABELS_A_TEXT.test(prefix.name)) return undefined;
  if (OWN_START.test(prefix.name)) return { text: message };
  if (/ \p{Ll}/u.test(prefix.name) && OWN_START.test(prefix.rest) && !LABELS_A_TEXT.test(prefix.name))
    return { text: message };
  if (/(?:^| )(?!(?:de|van|von|der|la|da|bin|al|del) )\p{Ll}/u.test(prefix.name)) return undefined;
  return { speaker: prefix.name, text: prefix.rest };
}

const OWN_START = /^(?:I|I['’]?(?:m|ve|d)|My|We|We['’]?(?:re|ve)|Our)\b/i;
const OWN_NOTE =
  /^(?:EDIT|UPDATE|NB|long story short|in short|short version|career change|status update|(?:my )?(?:fave?|favou?rite) [\p{L} ]+)$/iu;
const OWN_QUESTION = /^(?:quick|one|short|small|another) question$/i;
const set = (text: string) => new Set(text.trim().split(/\s+/));

/** The person themselves. */
const USER = set("user me human i myself");
/** The label belongs to the person's own sentence. */
const OWN = set(`
note ps update edit fyi btw context background info intro bio hi hello please remember reminder also and so sad bad good great news my our quick
question situation problem details allergies allergy diet preferences about goal plan correction confession disclaimer facts fact
`);
/** The text after the label is somebody else's, or made up. */
const OTHERS = set(`
translate rewrite rephrase summarize summarise proofread correct example quote text prompt answer story assistant ai bot agent system customer
interviewer character lyrics poem dialogue task input output email subject scenario q a hypothetical hypothetically continue complete roleplay role-play
exercise riddle joke draft template caption tweet post comment review reviews testimonial complaint letter transcript narrator monologue excerpt passage
paragraph sentence fiction pretend imagine suppose assume tenant landlord patient client guest caller reader student candidate applicant employee boss
from to re fw fwd sent cc subject date chapter scene
hero villain npc gm dm player feedback chat log ticket message analyze analyse fix improve edit say type write compose act repeat grammar spelling headline
title sample diary essay homework quiz
`);

// "The customer writes: …", "She said: …", "Someone on Reddit: …"
const REPORTED =
  /^(?:The|His|Her|Their|Our|Someone|Somebody|Anyone|Anonymous)\b|^An? \p{Ll}|\b(?:writes|wrote|says|said|asks|asked|told|reads|texted|replied|states|claims|posted)$/u;
