import { REGION_LINES } from "./regions.table.ts";
import { CITY_LINES, TOWN_LINES } from "./towns.table.ts";

/**
 * Whether this is a place, as far as its name tells: a town of the lists, a country, a region, "Portland, Oregon", or what only
 * places are called ("Ashbourne Falls", "Harlingford").
 */
export function isPlaceName(name: string): boolean {
  const [first = "", ...rest] = name.split(/,\s*/);
  return isListed(first) || SOUNDS_LIKE_A_PLACE.test(first) || (rest.length > 0 && isListed(rest.join(" ")));
}

/** Whether it is a country, a region or a city of 100,000 people. Those are known in small letters too. */
export function isWellKnown(name: string): boolean {
  const key = keyOf(name);
  return !ALSO_A_WORD.test(key) && (regions().has(key) || cities().has(key));
}

const isListed = (name: string) =>
  [
    keyOf(name),
    keyOf(name).replace(/^the /, ""),
    keyOf(name).replace(
      /^(?:central|downtown|north|south|east|west|northern|southern|eastern|western|upstate|rural|greater|inner) /,
      "",
    ),
  ].some((key) => regions().has(key) || cities().has(key) || towns().has(key));

const SOUNDS_LIKE_A_PLACE =
  /^(?:New|North|South|East|West|San|Santa|Saint|St\.?|Sankt|Port|Fort|Mount|Lake|Cape|Upper|Lower|Great|Little|Los|Las|Bad|Isle of|County|Kirk|Glen) \p{Lu}|\p{L} (?:Beach|Springs|Falls|Valley|Heights|Hills|City|County|Islands?|Bay|Grove|Village|Rapids|Harbou?r|Ridge|Township|Hill|Common|Cross|Green|Hollow)$|\p{Ll}{2}-(?:on|upon|by|under|sur|am|an|sous|les|le|la|in)-\p{L}|^\p{L}{2,}(?:ville|burg|burgh|borough|brough|bury|stadt|stad|heim|dorf|ham|ford|mouth|field|wick|minster|chester|cester|shire|haven|hagen|holm|bourne|bridge|grad|leigh|combe|thorpe|dale|stead)$/u;

// "I live in orange" and "I moved to mobile" are about no city.
const ALSO_A_WORD =
  /^(?:mobile|orange|nice|split|reading|bath|media|union|of|as|same|man|bar|data|most|mary|march|august|victoria|enterprise|independence|normal|liberty|young|hell|home|surprise|sale|ham|tours|opera|corona|aurora|java|delta|phoenix|buffalo|lens|bra|gap|pau|chester|eugene|jackson|lincoln|washington|georgia|jersey|jordan|chad|turkey|china|cork|clare|kent|devon|chelsea|paris hilton|us|la|temple|barry|wedding|mayo|mull|baden|best|cape|nova|university|college|center|centre)$/;

const fold = (name: string) =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/ø/g, "o")
    .replace(/ł/g, "l")
    .replace(/ß/g, "ss")
    .replace(/æ/g, "ae")
    .replace(/[’‘]/g, "'");
const keyOf = (name: string) =>
  fold(name)
    .replace(/^saint /, "st. ")
    .replace(/^st /, "st. ")
    .replace(/\.$/, "");

const countries = () => {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  return letters.flatMap((a) => letters.flatMap((b) => names.of(`${a}${b}`) ?? []));
};

const regions = once(() => [...namesIn(REGION_LINES), ...countries()]);
const cities = once(() => namesIn(CITY_LINES));
const towns = once(() => namesIn(TOWN_LINES));

const namesIn = (lines: string) => lines.trim().split(/[,\n]/);

/** Read when a message first names a place. */
function once(names: () => string[]): () => Set<string> {
  let known: Set<string> | undefined;
  return () => {
    known ??= new Set(names().map(keyOf));
    return known;
  };
}
