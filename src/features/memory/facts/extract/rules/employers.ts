import { Confidence } from "../../fact.ts";
import { isWellKnown } from "../places/known.ts";
import { institution, role, verbatim } from "../values.ts";
import type { Rule } from "./rule.ts";

const { stated, implied } = Confidence;

// A name of one to four words with capitals: "Dunder Mifflin", "St. Mary's Hospital", "Baker & Holt".
export const NAME =
  "\\p{Lu}[\\p{L}\\d.'’&-]*(?: (?:&|of|and) (?=\\p{Lu})\\p{Lu}[\\p{L}\\d.'’&-]*| \\p{Lu}[\\p{L}\\d.'’&-]*){0,3}";
const END =
  "(?=$|[,.!]| (?:as|in|on|last|this|next|two|three|a (?:few|couple|year|month|week)|after|since|yesterday|today|recently|and|but)\\b)";
const SWITCHED = "I (?:have )?(?:just |recently |finally )?(?:switched|transferred)";

/** People also join, leave and switch these. They are no employer unless the sentence says so. */
const NO_EMPLOYER =
  /^(?:Windows|Linux|Ubuntu|Debian|Fedora|Mac|MacOS|iOS|iPhone|Android|Pixel|Galaxy|Spotify|Tidal|Deezer|Netflix|Hulu|Disney|HBO|Prime|YouTube|TikTok|Instagram|Facebook|Twitter|X|Threads|Bluesky|Mastodon|Reddit|Discord|Telegram|WhatsApp|Signal|Snapchat|LinkedIn|Tinder|Bumble|Hinge|Strava|Duolingo|Peloton|Slack|Teams|Zoom|Meet|Skype|Gmail|Outlook|Hotmail|Proton|Chrome|Firefox|Safari|Brave|Edge|Opera|Bing|DuckDuckGo|Notion|Evernote|Obsidian|OneNote|Todoist|Trello|Jira|Asana|Figma|Sketch|Photoshop|Illustrator|Canva|Excel|Sheets|Word|Docs|PowerPoint|Keynote|Python|Java|JavaScript|TypeScript|Ruby|Rust|Go|PHP|Perl|Kotlin|Swift|React|Vue|Angular|Svelte|Django|Rails|Vim|Emacs|VS|VSCode|IntelliJ|Git|SVN|AWS|Azure|GCP|Postgres|MySQL|MongoDB|Kindle|Kobo|Alexa|Siri|ChatGPT|Claude|Gemini|Copilot|PlayStation|Xbox|Nintendo|Steam|Coke|Pepsi|Verizon|Vodafone|Telekom|Orange|Mint|Uber|Lyft|Airbnb|Costco|Mensa|Rotary|Scouts|Girl Scouts|Patreon|Substack|QWERTY|Dvorak|Colemak|Celsius|Fahrenheit|January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|English|French|German|Spanish|Italian|Portuguese|Dutch|Russian|Chinese|Japanese|Korean|Latin|Math|Maths|Physics|Biology|Chemistry|History|Law|Medicine|Republicans?|Democrats?|Labour|Tories|Team|Group|Plan|Version|Premium|Pro|Plus|\p{L}+(?:ism|ity))\b/iu;

/** What people buy more often than they work there. Only a switch from one to another says too little. */
export const BRANDS =
  /^(?:Toyota|Honda|BMW|Audi|Mercedes|Ford|VW|Volkswagen|Tesla|Kia|Hyundai|Mazda|Nissan|Volvo|Skoda|Fiat|Renault|Peugeot|Subaru|Jeep|Lexus|Apple|Samsung|Sony|Canon|Nikon|Dell|Lenovo|HP|Nike|Adidas|Puma|Asics|Bosch|Dyson|Lidl|Aldi|Tesco|Walmart|Target|Starbucks|AT&T|T-Mobile|Sprint|O2|Visa|Mastercard|Amex|Delta|United|Lufthansa|Ryanair)\b/iu;

/** Where people are members and customers more often than employees. */
const MEMBERSHIP =
  /\b(?:Fitness|Gyms?|PureGym|CrossFit|Yoga|Pilates|Club|Clubs|Society|Choir|Church|Mosque|Synagogue|Temple|Parish|Party|Union|League|Association|Orchestra|Equinox|Orangetheory|Barry['’]s|SoulCycle|McFit|Basic-Fit|YMCA|YWCA|Anonymous|Watchers|WW|Noom|Guild|Forum|Community|Meetup|Toastmasters|Rewards|Bonus|Crew|Server|Sangha|Alliance Française|Weight)\b|-Fit\b/u;

/** Words that only a company's name has. */
const COMPANY =
  /\b(?:Industries|Inc|Corp|Corporation|Ltd|LLC|GmbH|AG|PLC|Labs?|Laboratories|Partners|Bank|Systems|Technologies|Airlines|Airways|Hospital|Studios?|Press|Foods|Motors|Media|Software|Solutions|Holdings|Group|Enterprises|Freight|Shipping|Logistics|Publishing|Advisory|Mining|Robotics|Health|Clinic|Consulting|Brewery|Bakery|Cybernetics|Pharma|Energy|Insurance|Capital|Ventures|Works|Mifflin)\b|corp\b/i;

/** Changes of the employer, which hardly use the word "work". */
export const EMPLOYERS: Rule[] = [
  rule(`^${SWITCHED} from (?<value>${NAME}) to ${NAME}${END}`, { ends: ["was"], shape: switched }),
  rule(`^${SWITCHED} from ${NAME} to (?<value>${NAME})${END}`, { shape: switched }),
  rule(`^I (?:have )?(?:just |recently )?(?:moved|gone|went) from (?<value>${NAME}) to ${NAME}${END}`, {
    ends: ["was"],
    shape: company,
  }),
  rule(`^I (?:have )?(?:just |recently )?(?:moved|gone|went) from ${NAME} to (?<value>${NAME})${END}`, {
    shape: company,
  }),
  rule(
    `^I (?:have )?(?:just |recently )?(?:moved|switched|went) from (?<value>${NAME}) to ${NAME} as an?\\b`,
    { ends: ["was"] },
  ),
  rule(
    `^I (?:have )?(?:just |recently )?(?:moved|switched|went) from ${NAME} to (?<value>${NAME}) as an?\\b`,
  ),
  {
    ...rule(
      `^I (?:have )?(?:just |recently )?(?:moved|switched|went) from ${NAME} to ${NAME} as (?<value>an? .+)`,
    ),
    attribute: "work_role",
    shape: role,
  },
  rule(
    `^I (?:have )?(?:just )?(?:left|quit|traded) (?<value>${NAME}) for (?:a (?:job|position|role) (?:at|with) )?${NAME}${END}`,
    { ends: ["was"], shape: company },
  ),
  rule(
    `^I (?:have )?(?:just )?(?:left|quit|traded) ${NAME} for (?:a (?:job|position|role) (?:at|with) )?(?<value>${NAME})${END}`,
    { shape: company },
  ),
  rule(
    `^I (?:have )?(?:just |recently |finally )?(?:left|quit|ditched|jumped ship from|moved on from|hopped from|traded) (?<value>${NAME})(?: for| to) (?:an? |the )?[\\p{L} -]{2,40}(?: called| named|,)? ${NAME}`,
    { ends: ["was"], shape: switched },
  ),
  rule(
    `^I (?:have )?(?:just |recently |finally )?(?:left|quit|ditched|jumped ship|moved on|hopped|jumped)(?: from)?(?: ${NAME})? (?:for|to|over to|ship to) (?:an? )?(?:[\\p{L}-]+ ){0,3}(?:outfit|company|firm|agency|start-?up|studio|practice|consultancy)(?: called| named|,) (?<value>${NAME})`,
    { shape: institution },
  ),
  rule(`^I (?:have )?(?:just |recently )?jumped ship to (?<value>${NAME})`),
  rule(`^I (?:have )?(?:just |recently |finally )?joined (?<value>${NAME})${END}`, { shape: joined }),
  rule(
    `^I (?:have )?(?:just |recently )?started (?:at|with|working (?:for|at|with)) (?<value>${NAME})${END}`,
  ),
  rule(`^My (?:new|current) (?:employer|company|job) is (?:at |with )?(?<value>${NAME})${END}`),
  rule(`^I got (?:the|that|a) (?:job|position|role) (?:at|with) (?<value>${NAME})`),
  rule(`^I have been at (?<value>${NAME}) (?:for (?:\\p{L}+ )?\\S+ years|since (?:\\p{Lu}\\p{L}+ )?\\d{4})`),
  rule(`^I have been with (?<value>${NAME}) (?:for|since)\\b`, { shape: company }),
  rule(
    `^I (?:have )?(?:handed in|handed|given|gave|put in|sent) my (?:two weeks['’]? )?(?:notice|resignation) (?:at|to) (?<value>${NAME})`,
    {
      ends: ["was"],
    },
  ),
  {
    ...rule("^I (?<value>was made redundant|have been made redundant)(?=$|[ ,])"),
    shape: verbatim,
    value: () => "none",
  },
  rule(`^I have become (?:the )?[\\p{L} ]{3,40}? (?:at|of) (?<value>${NAME})${END}`),
  {
    ...rule(
      "^I (?:have become|became) (?:the |an? )?(?<value>(?:head|vice president|director|chief|VP) of [\\p{L} ]+?)(?= at |$|[,.])",
    ),
    attribute: "work_role",
    shape: verbatim,
  },
  { ...rule("^I (?:have become|became) (?<value>an? .+)"), attribute: "work_role", shape: role },
  { ...rule("^I earn my living as (?<value>an? .+)"), attribute: "work_role", shape: trade },
  {
    ...rule("^By (?:trade|profession|training),? I am (?<value>an? .+)"),
    attribute: "work_role",
    shape: role,
  },
  {
    ...rule("^I am (?<value>an? .+) by (?:trade|profession|training)$"),
    attribute: "work_role",
    shape: role,
  },
  {
    ...rule("^I drive (?:an? )?(?<value>taxi|bus|cab|truck|lorry|tram)(?:es|s)? for a living"),
    attribute: "work_role",
    shape: verbatim,
    value: (what) => `${what} driver`,
  },
];

function rule(pattern: string, more: Partial<Pick<Rule, "ends" | "shape">> = {}): Rule {
  return {
    pattern: new RegExp(pattern, "u"),
    attribute: "work_employer",
    shape: employer,
    confidence: more.ends ? stated : implied,
    ...more,
  };
}

function employer(raw: string): string[] {
  return NO_EMPLOYER.test(raw) ? [] : institution(raw);
}

function joined(raw: string): string[] {
  return MEMBERSHIP.test(raw) ? [] : employer(raw);
}

function switched(raw: string): string[] {
  return BRANDS.test(raw) || isWellKnown(raw) ? [] : employer(raw);
}

/** Only what is a company by its name: people also move between towns, and leave one for another. */
export function company(raw: string): string[] {
  return COMPANY.test(raw) ? employer(raw) : [];
}

function trade(raw: string): string[] {
  return [raw.replace(/^an? /, "").replace(/[,.!].*$/, "")];
}

/** Whether people leave and quit this without having worked there: "I quit Facebook". */
export const isProduct = (name: string): boolean => NO_EMPLOYER.test(name) || isWellKnown(name);

/** Programs that one works with, named as if one worked there: "I work at Google Docs all day". */
export const isTool = (name: string): boolean =>
  /^(?:Google (?:Docs|Sheets|Slides|Maps|Drive|Meet|Calendar|Translate|Photos|Classroom)|Microsoft (?:Word|Excel|Teams|Office|PowerPoint)|Adobe \p{Lu}|Excel|PowerPoint|Photoshop|Word|Home|Office)\b/u.test(
    name,
  );

/** Whether it is a product, service or group that a person joins, uses or leaves. */
export const isBrand = (name: string): boolean => NO_EMPLOYER.test(name);

/** Whether it is a company by its name. */
export const isCompany = (name: string): boolean => COMPANY.test(name);
