import { UnreadablePicture } from "../bytes/unreadable-picture.ts";

/** Illustrator declares about a dozen, most of them names of namespaces. */
const entitiesMax = 100;
const textMax = 1000;
/** What all references together may become, in characters: Illustrator's come to a few thousand. */
const expandedMax = 1_000_000;

/**
 * Adds to `known` the entities of a DOCTYPE that stand for plain text. One that refers to another, to markup or to a
 * file is not added, so a reference to it is an error. Reading one throws `UnreadablePicture` when the text of all
 * that were read grows beyond a limit.
 */
export function declareEntities(known: Record<string, string>, doctype: string): void {
  let expanded = 0;
  let declared = 0;
  for (const [, name = "", quoted = ""] of doctype.matchAll(plainEntity)) {
    const text = quoted.slice(1, -1);
    if (++declared > entitiesMax || text.length > textMax) throw new UnreadablePicture("entities");
    // XML takes the first declaration of a name.
    if (name in known) continue;
    Object.defineProperty(known, name, {
      get() {
        expanded += text.length;
        if (expanded > expandedMax) throw new UnreadablePicture("tooComplex");
        return text;
      },
    });
  }
}

/** Without `&`, `<` and `%` a text cannot refer to anything. */
const plainEntity = /<!ENTITY\s+([A-Za-z_][\w.-]{0,99})\s+("[^"&<%]*"|'[^'&<%]*')\s*>/g;
