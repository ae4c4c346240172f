/**
 * What an XMP packet says of how its picture is shown: properties of panoramas (GPano) and of gain maps (hdrgm), as
 * XML attributes and elements. Dates and software are left out.
 */
export function displayProperties(xmp: string): string[] {
  const properties = new Map<string, string>();
  for (const [, name = "", attribute, element] of xmp.matchAll(simple)) {
    properties.set(name, attribute ?? element ?? "");
  }
  const lists = [...xmp.matchAll(list)].map(([whole]) => whole);
  const kept = [...properties].filter(([name]) => !/Date|Software/.test(name));
  return [kept.map(([name, value]) => ` ${name}="${value}"`).join(""), lists.join("")];
}

/** A packet of those properties, and of where the gain map of `gainMapBytes` stands; null when there is nothing to say. */
export function displayXmp(xmp: string, gainMapBytes: number | null): Buffer | null {
  const [attributes = "", lists = ""] = displayProperties(xmp);
  // ISO 21496 alone needs no packet.
  const directory = gainMapBytes !== null && attributes.includes("hdrgm:") ? directoryOf(gainMapBytes) : "";
  if (attributes === "" && lists === "") return null;
  return Buffer.from(
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
      `<rdf:Description rdf:about="" xmlns:GPano="http://ns.google.com/photos/1.0/panorama/"` +
      ` xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/"` +
      ` xmlns:Container="http://ns.google.com/photos/1.0/container/"` +
      ` xmlns:Item="http://ns.google.com/photos/1.0/container/item/"${attributes}>${lists}${directory}` +
      "</rdf:Description></rdf:RDF></x:xmpmeta>",
  );
}

/** Numbers and words, as an attribute or as an element. */
const simple = /\b((?:GPano|hdrgm):[A-Za-z]{1,60})(?:\s?=\s?["']([\w.+-]{1,40})["']|>([\w.+-]{1,40})<\/)/g;

/** One number for each colour. */
const list =
  /<(hdrgm:[A-Za-z]{1,60})>\s{0,80}<rdf:Seq>(?:\s{0,80}<rdf:li>[\d.+-]{1,40}<\/rdf:li>){1,3}\s{0,80}<\/rdf:Seq>\s{0,80}<\/\1>/g;

function directoryOf(gainMapBytes: number): string {
  const item = (attributes: string) =>
    `<rdf:li rdf:parseType="Resource"><Container:Item Item:Mime="image/jpeg" ${attributes}/></rdf:li>`;
  return (
    `<Container:Directory><rdf:Seq>${item('Item:Semantic="Primary"')}` +
    `${item(`Item:Semantic="GainMap" Item:Length="${gainMapBytes}"`)}</rdf:Seq></Container:Directory>`
  );
}
