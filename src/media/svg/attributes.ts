import type { SaxesAttributeNS } from "saxes";
import { isHarmlessValue, sanitiseCss } from "./css.ts";
import { escapeAttribute } from "./escape.ts";
import { isInternalReference } from "./references.ts";
import { namespaces, svgAttributes } from "./vocabulary.ts";

/** The attribute as it is written into an `element`, with a space before it; "" when it is removed. */
export function attributeText(element: string, attribute: SaxesAttributeNS): string {
  const { local, uri, value } = attribute;
  if (uri === namespaces.xml) return isXmlAttribute(local) ? text(`xml:${local}`, value) : "";
  if (isReference(attribute)) return referenceText(element, attribute);
  if (uri !== "" || !isAllowed(local)) return "";
  if (local === "style") return text(local, sanitiseCss(value));
  return isPlain(local) || isHarmlessValue(value) ? text(local, value) : "";
}

function text(name: string, value: string): string {
  return ` ${name}="${escapeAttribute(value)}"`;
}

function isXmlAttribute(local: string): boolean {
  return local === "space" || local === "lang";
}

function isReference({ local, uri }: SaxesAttributeNS): boolean {
  return local === "href" && (uri === "" || uri === namespaces.xlink);
}

function referenceText(element: string, { uri, value }: SaxesAttributeNS): string {
  const reference = value.replace(/\s+/g, "");
  const mayEmbed = element === "image" || element === "feImage";
  const safe = mayEmbed ? isInternalReference(reference) : reference.startsWith("#");
  return safe ? text(uri === "" ? "href" : "xlink:href", reference) : "";
}

function isAllowed(local: string): boolean {
  return svgAttributes.has(local) || /^aria-[a-z]+$/.test(local);
}

/** Text for people and names, which are never read as CSS or resolved as a reference. */
function isPlain(local: string): boolean {
  return local.startsWith("aria-") || names.has(local);
}

const names = new Set(["id", "class", "in", "in2", "result"]);
