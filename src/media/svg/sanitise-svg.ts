import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from "saxes";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { xmlText } from "../bytes/xml-text.ts";
import { attributeText } from "./attributes.ts";
import { sanitiseCss } from "./css.ts";
import { cleanEmbeddedPictures } from "./embedded-pictures.ts";
import { declareEntities } from "./entities.ts";
import { escapeText } from "./escape.ts";
import { animations, namespaces, svgElements } from "./vocabulary.ts";

/** A map of a whole country has about this size. Larger drawings crash browsers. */
export const svgBytesMax = 10 * 1024 * 1024;
/** Drawing programs nest groups a few dozen deep, and renderers recurse. */
const depthMax = 256;
/** librsvg's own limit is 1,000,000. A page of scanned outlines has a few tens of thousands. */
const elementsMax = 200_000;

/**
 * Parses an SVG strictly and writes only its drawing: elements and attributes of SVG's drawing vocabulary, references
 * to its own fragments, and embedded rasters without their EXIF. Replaces entities by their text. Removes scripts, event handlers, foreign content,
 * outside references, DOCTYPE, processing instructions, comments and editors' metadata.
 *
 * UTF-8 out. Throws `UnreadablePicture` for input that is not well-formed SVG or exceeds a limit.
 */
export async function sanitiseSvg(bytes: Uint8Array): Promise<Buffer> {
  if (bytes.byteLength > svgBytesMax) throw new UnreadablePicture("tooLarge");
  return Buffer.from(await cleanEmbeddedPictures(rewrite(xmlText(bytes))));
}

function rewrite(text: string): string {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const drawing = new Drawing();
  parser.on("error", (error) => {
    throw new UnreadablePicture(error.message.includes("undefined entity") ? "entities" : "notXml", {
      cause: error,
    });
  });
  parser.on("doctype", (doctype) => declareEntities(parser.ENTITIES, doctype));
  parser.on("opentag", (tag) => drawing.open(tag));
  parser.on("closetag", (tag) => drawing.close(tag));
  parser.on("text", (data) => drawing.characters(data));
  parser.on("cdata", (data) => drawing.characters(data));
  parser.write(text).close();
  return drawing.toString();
}

/** Collects the output of the parser's events. */
class Drawing {
  private readonly out: string[] = [];
  private depth = 0;
  private elements = 0;
  /** Depth of the element that is being skipped with its contents; 0 outside of one. */
  private skippedDepth = 0;
  /** The text of the current `style` element; null outside of one. */
  private style: string | null = null;

  open(tag: SaxesTagNS): void {
    if (++this.depth > depthMax || ++this.elements > elementsMax) throw new UnreadablePicture("tooComplex");
    const isRoot = this.depth === 1;
    if (isRoot && !isSvgRoot(tag)) throw new UnreadablePicture("notSvg");
    if (this.skippedDepth > 0) return;
    const attributes = Object.values(tag.attributes);
    if (!isDrawn(tag, attributes)) {
      this.skippedDepth = this.depth;
      return;
    }
    const declarations = isRoot ? ` xmlns="${namespaces.svg}" xmlns:xlink="${namespaces.xlink}"` : "";
    const texts = attributes.map((attribute) => attributeText(tag.local, attribute));
    this.out.push(`<${tag.local}${declarations}${texts.join("")}>`);
    if (tag.local === "style") this.style = "";
  }

  close(tag: SaxesTagNS): void {
    if (this.skippedDepth === 0) {
      if (tag.local === "style") this.closeStyle();
      this.out.push(`</${tag.local}>`);
    } else if (this.skippedDepth === this.depth) this.skippedDepth = 0;
    this.depth--;
  }

  characters(data: string): void {
    if (this.skippedDepth > 0 || this.depth === 0) return;
    if (this.style === null) this.out.push(escapeText(data));
    else this.style += data;
  }

  toString(): string {
    return this.out.join("");
  }

  private closeStyle(): void {
    if (this.style === null) return;
    this.out.push(escapeText(sanitiseCss(this.style)));
    this.style = null;
  }
}

function isSvgRoot({ uri, local }: SaxesTagNS): boolean {
  return uri === namespaces.svg && local === "svg";
}

function isDrawn({ uri, local }: SaxesTagNS, attributes: SaxesAttributeNS[]): boolean {
  return uri === namespaces.svg && svgElements.has(local) && !animatesReference(local, attributes);
}

/** An animation could change a checked reference or handler to another value, so it is removed. */
function animatesReference(element: string, attributes: SaxesAttributeNS[]): boolean {
  if (!animations.has(element)) return false;
  const target = attributes.find(({ local, uri }) => local === "attributeName" && uri === "")?.value ?? "";
  return !/^[A-Za-z-]*$/.test(target) || /href$/i.test(target) || /^(?:on|xmlns)/i.test(target);
}
