import { type SaxesAttributeNS, SaxesParser } from "saxes";
import { UnreadablePicture } from "../decode/unreadable-picture.ts";
import { cleanEmbeddedPictures } from "./svg-embedded-pictures.ts";
import { isInside, pointsNowhereElse, safeStyle } from "./svg-style.ts";
import { animations, namespaces, svgAttributes, svgElements } from "./svg-vocabulary.ts";

/** A map of a whole country is about this long; longer ones take browsers down. */
export const svgBytesMax = 10 * 1024 * 1024;
/** Drawing programs nest groups some tens deep; renderers recurse. */
const depthMax = 256;
/** librsvg's own bound is 1,000,000; a page of scanned outlines has some ten thousands. */
const elementsMax = 200_000;

/**
 * The drawing alone, written anew from a strict parse: elements and attributes of SVG's drawing vocabulary, references
 * to its own fragments and to rasters inside it (which lose their EXIF). Scripts, handlers, foreign content, outside
 * references, DOCTYPE, processing instructions, comments and editors' metadata are left out.
 *
 * UTF-8 in and out. Throws `UnreadablePicture` for what is not well-formed SVG in UTF-8 or exceeds the bounds.
 */
export async function sanitiseSvg(bytes: Uint8Array): Promise<Buffer> {
  if (bytes.byteLength > svgBytesMax) throw new UnreadablePicture("tooLarge");
  return Buffer.from(await cleanEmbeddedPictures(rewrite(utf8(bytes))));
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new UnreadablePicture("notUtf8", { cause: error });
  }
}

function rewrite(text: string): string {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const out: string[] = [];
  let depth = 0;
  let elements = 0;
  /** Depth of the element that is being left out with all it holds; 0 outside of one. */
  let leftOut = 0;
  let style: string | null = null;

  parser.on("error", (error) => {
    throw new UnreadablePicture(error.message.includes("undefined entity") ? "entities" : "notXml", {
      cause: error,
    });
  });
  parser.on("opentag", (tag) => {
    if (++depth > depthMax || ++elements > elementsMax) throw new UnreadablePicture("tooComplex");
    const isSvg = tag.uri === namespaces.svg;
    if (depth === 1 && !(isSvg && tag.local === "svg")) throw new UnreadablePicture("notSvg");
    if (leftOut > 0) return;
    const attributes = Object.values(tag.attributes);
    if (!isSvg || !svgElements.has(tag.local) || setsReference(tag.local, attributes)) {
      leftOut = depth;
      return;
    }
    const root = depth === 1 ? ` xmlns="${namespaces.svg}" xmlns:xlink="${namespaces.xlink}"` : "";
    out.push(
      `<${tag.local}${root}${attributes.map((attribute) => attributeText(tag.local, attribute)).join("")}>`,
    );
    if (tag.local === "style") style = "";
  });
  parser.on("closetag", (tag) => {
    if (leftOut === 0) {
      if (style !== null && tag.local === "style") {
        out.push(escapeText(safeStyle(style) ?? ""));
        style = null;
      }
      out.push(`</${tag.local}>`);
    } else if (leftOut === depth) leftOut = 0;
    depth--;
  });
  const characters = (data: string) => {
    if (leftOut > 0 || depth === 0) return;
    if (style === null) out.push(escapeText(data));
    else style += data;
  };
  parser.on("text", characters);
  parser.on("cdata", characters);

  parser.write(text).close();
  return out.join("");
}

/** An animation may not move a reference, which was checked where it stood, to somewhere else. */
function setsReference(element: string, attributes: SaxesAttributeNS[]): boolean {
  if (!animations.has(element)) return false;
  const target = attributes.find(({ local, uri }) => local === "attributeName" && uri === "")?.value ?? "";
  return !/^[A-Za-z-]*$/.test(target) || /href$/i.test(target) || /^(?:on|xmlns)/i.test(target);
}

function attributeText(element: string, { local, uri, value }: SaxesAttributeNS): string {
  const text = (name: string, kept: string) => ` ${name}="${escapeAttribute(kept)}"`;
  if (uri === namespaces.xml) return local === "space" || local === "lang" ? text(`xml:${local}`, value) : "";
  if (local === "href" && (uri === "" || uri === namespaces.xlink)) {
    const reference = value.replace(/\s+/g, "");
    return isSafeReference(element, reference) ? text(uri === "" ? "href" : "xlink:href", reference) : "";
  }
  if (uri !== "") return "";
  if (!svgAttributes.has(local) && !/^aria-[a-z]+$/.test(local)) return "";
  if (local === "style") return text(local, safeStyle(value) ?? "");
  return pointsNowhereElse(value) || isProse(local) ? text(local, value) : "";
}

function isSafeReference(element: string, reference: string): boolean {
  return element === "image" || element === "feImage" ? isInside(reference) : reference.startsWith("#");
}

/** Words for people, which nothing resolves. */
function isProse(attribute: string): boolean {
  return attribute.startsWith("aria-");
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function escapeAttribute(text: string): string {
  const escaped = escapeText(text).replaceAll('"', "&quot;");
  return escaped.replaceAll("\n", "&#10;").replaceAll("\t", "&#9;").replaceAll("\r", "&#13;");
}
