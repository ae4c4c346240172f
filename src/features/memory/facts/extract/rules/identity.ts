import { Confidence } from "../../fact.ts";
import { DEMONYMS } from "../lexicon.ts";
import { isPlaceName } from "../places/known.ts";
import { institution, lower, personName, place, role, verbatim } from "../values.ts";
import type { Rule } from "./rule.ts";

const { explicit, stated, implied } = Confidence;

/** What people call themselves, and the adjective. */
const PEOPLE: Record<string, string> = {
  Kiwi: "New Zealander",
  Aussie: "Australian",
  Brit: "British",
  Scot: "Scottish",
  Englishman: "English",
  Englishwoman: "English",
  Irishman: "Irish",
  Irishwoman: "Irish",
  Welshman: "Welsh",
  Welshwoman: "Welsh",
  Dane: "Danish",
  Swede: "Swedish",
  Finn: "Finnish",
  Pole: "Polish",
  Turk: "Turkish",
  Spaniard: "Spanish",
  Frenchman: "French",
  Frenchwoman: "French",
  Dutchman: "Dutch",
  Dutchwoman: "Dutch",
  Czech: "Czech",
  Slovak: "Slovak",
  Croat: "Croatian",
  Serb: "Serbian",
  Filipina: "Filipino",
};

/** Names, origin and contact details. */
export const IDENTITY: Rule[] = [
  {
    pattern: /^My (?:full |real |first )?name is (?<value>.+?)(?=$| but\b)/i,
    attribute: "name",
    shape: personName,
    confidence: explicit,
  },
  {
    pattern:
      /^I (?:have )?(?:just |legally |officially )?changed my (?:first )?name (?:from \p{Lu}\p{Ll}+ )?to (?<value>\p{Lu}.+)/u,
    attribute: "name",
    shape: personName,
    confidence: explicit,
  },
  {
    pattern:
      /^I am (?:Dr\.? |Prof\.? )?(?<value>(?:\p{Lu}\. ?)+\p{Lu}[\p{Ll}'-]+(?:-\p{Lu}\p{Ll}+)?)(?=$|,)/u,
    attribute: "name",
    shape: personName,
    confidence: stated,
  },
  {
    pattern: /^I am (?<value>(?:\p{Lu}\.){2,3})(?=,|$)/u,
    attribute: "name",
    shape: verbatim,
    confidence: stated,
  },
  {
    pattern: /^(?<value>\p{Lu}\p{Ll}+) here(?=$|,| from\b)/u,
    attribute: "name",
    shape: (raw) => (isNoNameBeforeHere(raw) ? [] : unlessDemonym(raw)),
    confidence: implied,
  },
  {
    pattern: /^(?<of>\p{Lu}\p{Ll}+) here from (?<value>\p{Lu}.+)/u,
    attribute: "hometown",
    shape: (raw) => place(raw).filter(isPlaceName),
    confidence: implied,
    unless: ({ of = "" }) => isNoNameBeforeHere(of) || unlessDemonym(of).length === 0,
  },
  { pattern: /^I am called (?<value>.+)/i, attribute: "name", shape: personName, confidence: explicit },
  // No noun says that this is a name, so it must be capitalised and end the clause.
  {
    pattern: /^I am (?<value>\p{Lu}\p{Ll}+)(?=$|, | (?:from|and|but|by the way)\b)/u,
    attribute: "name",
    shape: unlessDemonym,
    confidence: implied,
  },
  {
    pattern:
      /^(?:Please |Pls |You can |Just |Feel free to |everyone |everybody |people |(?:my )?friends |they )*calls? me (?!(?:when|if|back|at|on|later|tomorrow|today|by|in|for|an?|old|crazy|weird|the)\b)(?<value>[\p{L}'.-]+)(?: (?:please|for short|instead|from now on))?(?=$|,)/iu,
    attribute: "nickname",
    shape: personName,
    confidence: explicit,
  },
  {
    pattern:
      /^I (?:go by|prefer to be called|like to be called)(?: the (?:nick)?name)? (?<value>[\p{L}'.-]+)/iu,
    attribute: "nickname",
    shape: personName,
    confidence: explicit,
  },
  {
    pattern:
      /^(?:[Ll]iterally )?(?:[Ee]veryone|everybody|people|(?:all )?my friends|most people|my family|they)(?: (?:just|always|literally|usually|mostly|all))? (?:calls? me|says?|knows? me as|shortens? it to) (?<value>\p{Lu}\p{Ll}{1,12})(?=$|,| (?:though|so|anyway)\b)/u,
    attribute: "nickname",
    shape: personName,
    confidence: stated,
  },
  {
    pattern: /^My nickname is (?<value>.+)/i,
    attribute: "nickname",
    shape: personName,
    confidence: explicit,
  },
  {
    pattern: /^(?:My pronouns are|I use) (?<value>(?:she|he|they|ze|xe)\s?\/\s?\p{L}+)/iu,
    attribute: "pronouns",
    shape: lower,
    confidence: explicit,
  },
  {
    pattern: new RegExp(`^I am (?<value>${DEMONYMS})(?=$|,| (?:and|but|by|living)\\b)`),
    attribute: "nationality",
    shape: verbatim,
    confidence: stated,
  },
  {
    pattern: new RegExp(
      `^I am (?:an? )?(?:proud )?(?<value>${Object.keys(PEOPLE).join("|")})(?=$|,| (?:and|but|by|living|who|at|in)\\b)`,
    ),
    attribute: "nationality",
    shape: (raw) => [PEOPLE[raw] ?? raw],
    confidence: stated,
  },
  {
    pattern:
      /^(?:I (?:am|come) (?:originally )?from|I grew up in|I was raised in|My (?:hometown|home town|home country) is) (?<value>.+)/i,
    attribute: "hometown",
    shape: place,
    confidence: stated,
  },
  {
    pattern:
      /^My (?:phone|cell|mobile|telephone|number)(?: phone)?(?: number)? is (?<value>\+?[\d][\d ().-]{5,18}\d)/i,
    attribute: "phone",
    shape: verbatim,
    confidence: explicit,
  },
  {
    pattern:
      /^(?:My e-?mail(?: address)? is|(?:You can |Please |Just )*(?:reach|e-?mail|contact|write(?: to)?) me (?:at|on|under)) (?<value>[^\s@]+@[^\s@]+\.[a-z]{2,})/i,
    attribute: "email",
    shape: verbatim,
    confidence: explicit,
  },
  {
    pattern:
      /^(?:My time ?zone is|I am (?:in|on)(?: the)?) (?<value>(?:UTC|GMT|CES?T|[ECMP][SD]?T|BST|IST|JST|AES?T)(?:[+-]\d{1,2})?|[A-Z]\p{L}+\/[A-Z]\p{L}+)\b/u,
    attribute: "timezone",
    shape: verbatim,
    confidence: explicit,
  },
  {
    pattern:
      /^My (?:all[- ]time |absolute |personal |current )?favou?rite (?!(?:part|thing|bit|scene|moment|one|memory|way|picture|photo|line|aspect)\b)(?<of>[\p{L}-]+(?: [\p{L}-]+)?) (?:is|are|has always been|would be|would have to be) (?<value>.+)/iu,
    attribute: ({ of = "" }) => `favorite:${of.toLowerCase().replace(/[ -]/g, "_")}`,
    shape: favorite,
    confidence: explicit,
  },
  {
    pattern: /^(?<value>\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)*) is my favou?rite (?<of>[\p{L}-]+)$/u,
    attribute: ({ of = "" }) => `favorite:${of.toLowerCase()}`,
    shape: institution,
    confidence: stated,
  },
];

// Capitalised words after "I'm" that are not names.
const NO_NAME =
  "Catholic|Christian|Muslim|Jewish|Hindu|Buddhist|Sikh|Mormon|Protestant|Asian|African|European|Latino|Latina|Hispanic|Aries|Taurus|Gemini|Leo|Virgo|Libra|Scorpio|Sagittarius|Capricorn|Aquarius|Pisces|Okay|Sorry|Fine|Good|Great|Happy|Back|Here|Not|So|Very|Really|Sure|Tired|Hungry|Team|Gen|Batman|Superman|Groot|Spartacus|Spiderman|Home|Done|Busy|Ready|Sick|Old|Excited";

const NO_NAME_BEFORE_HERE =
  /^(?:Nothing|Everything|Everyone|Everybody|Anyone|Anybody|Someone|Somebody|Nobody|Newbie|Beginner|Over|Right|Up|Down|Out|Still|Me|Same|Just|Only|Come|Look|See|Stay|Click|Sign|New|Student|User|Weather|Life|People|Things|Winter|Summer|Spring|Autumn|Rain|Snow|Mum|Mom|Dad|Parent|Teacher|Nurse|Doctor|Developer|Designer|Engineer|Manager|Writer|Artist|Lawyer|From|In|And|But|So|It|All|We|They|You|She|He|What|Who|Was|Is|Are|Left|Read|Start|Put|Insert|Apply|Enter|Bug|Typo|Question|Noob|Rookie|Novice|Amateur|Expert|Lurker|Fan|Error|Issue|Problem|Mistake|Glitch|Warning|Help|Spoiler|Note|Silence|Crickets|Tears|Trouble|Chaos|Panic|Coffee|Lunch|Dinner|Breakfast|Party|Traffic|Family|Home|Office|Work|School|Mod|Owner|Boss|Chef|Thanks|Greetings|Hello|Cheers|Love|Hugs|Kisses|Congrats|Live|Hungry|Stuck|Lost|Confused|Cold|Hot|Wet|Dry|Storm|Sun|Fog|Wind|Night|Day|Morning|Evening|Today|Friday|Monday|Tuesday|Wednesday|Thursday|Saturday|Sunday|Christmas|Easter|Hi|Yes|No|Good|Great|Cool|Nice|Quick|Long|First|Last|Final|More|Less|Another|Other|Some|Many|Few|Two|Three|Wife|Husband|Kid|Kids|Child|Girl|Boy|Man|Woman|Guy|Dude|Bot|Code|Test|Data|File|Link|Picture|Photo|Text|Comma|Space|Line|Word|Error|Example|Idea|Answer|Hope|Fun|Peace|Sorry|Case|Point|Value|Number|Name|Change|Break|Pause|Gap|Hole|Leak|Fire|Smoke|Water|Dust|Mould|Mold)$/;

// "Translator here", "Reporting here from Kyiv"
const isNoNameBeforeHere = (raw: string) =>
  NO_NAME_BEFORE_HERE.test(raw) ||
  /.{3}(?:ing|tion|ment|ness)$/.test(raw) ||
  role(raw.toLowerCase()).length > 0;

export function unlessDemonym(raw: string): string[] {
  return new RegExp(`^(?:${DEMONYMS}|${NO_NAME})$`).test(raw) ? [] : personName(raw);
}

function favorite(raw: string): string[] {
  const named =
    /^["']?(?<title>(?:\p{Lu}[\p{L}\p{N}'&:.-]*)(?: (?:(?:of|the|and|in|to|a|on|for|with) ){0,2}\p{Lu}[\p{L}\p{N}'&-]*)*(?: \d{1,4}(?=$|[,.;:(!]| (?:and|but|because|by|with|for)\b))?)/u.exec(
      raw,
    )?.groups?.title;
  const plainWords =
    /^(?:an?|the|probably|definitely|my)? ?(?<words>[\p{L}\p{N}' -]+?)(?=$|[,.;:(–!]| (?:because|since|but|when|which|that|by|so|and|with|for|from|as)\b)/iu.exec(
      raw,
    )?.groups?.words;
  const found = named ?? plainWords;
  if (!found || found.split(" ").length > 6) return [];
  return /^(?:no longer|not|when|that|how|what|this|these|those|it|to be|of|in|the one|one|there|definitely|probably|always|so|not|all)\b/i.test(
    found,
  )
    ? []
    : [found];
}
