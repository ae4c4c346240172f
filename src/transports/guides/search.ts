import MiniSearch from "minisearch";
import type { Section } from "./render.ts";

export interface Hit {
  /** Below `/guides/`. */
  address: string;
  guide: string;
  heading: string;
  excerpt: string;
}

const hitsMax = 20;
const excerptLength = 160;

/** Finds sections of the guides that have every word; the last may be unfinished, and words of five letters may have a typo. */
export function guideSearch(sections: readonly Section[]): (query: string) => Hit[] {
  const byId = new Map(sections.map((section) => [section.id, section]));
  const index = new MiniSearch<Section>({ fields: ["heading", "text", "guide"] });
  index.addAll(sections);
  return (query) =>
    index
      .search(query, {
        boost: { heading: 4, guide: 2 },
        // The changelog names everything.
        boostDocument: (id) => (`${id}`.startsWith("changelog") ? 0.2 : 1),
        combineWith: "AND",
        prefix: (_term, at, terms) => at === terms.length - 1,
        fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      })
      .slice(0, hitsMax)
      .map(({ id, terms }) => {
        const { guide, heading, text } = byId.get(id) as Section;
        return { address: id, guide, heading, excerpt: excerptOf(text, terms) };
      });
}

/** The part of a text where the first of the words stands. */
function excerptOf(text: string, words: readonly string[]): string {
  const low = text.toLowerCase();
  const places = words.map((word) => low.indexOf(word)).filter((place) => place >= 0);
  const at = places.length > 0 ? Math.min(...places) : 0;
  const from = at < excerptLength / 2 ? 0 : text.lastIndexOf(" ", at - excerptLength / 4) + 1;
  const cut = text.slice(from, from + excerptLength);
  const whole = from + excerptLength < text.length ? `${cut.slice(0, cut.lastIndexOf(" "))} …` : cut;
  return from > 0 ? `… ${whole}` : whole;
}
