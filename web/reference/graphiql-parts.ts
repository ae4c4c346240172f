import { runInNewContext } from "node:vm";
import type { SaveFile } from "./build.ts";

// Yoga's script has its workers in it as text, and its style has the fonts. A first visit needs a few of them, and a browser
// loads files when it needs them.

/** The script with its workers as files. */
export async function withWorkersAsFiles(script: string, save: SaveFile): Promise<string> {
  const workers = [...script.matchAll(/(\w+): prepareBlob\(("(?:[^"\\]|\\[\s\S])*")\)/g)];
  if (workers.length === 0) throw new Error("Yoga's script of GraphiQL has no workers in it");
  let result = script;
  for (const [whole, name, literal] of workers) {
    const text = runInNewContext(literal as string) as string;
    const url = await save(`graphiql-${name}.js`, Buffer.from(text));
    result = result.split(whole).join(`${name}: ${JSON.stringify(url)}`);
  }
  return result;
}

/** The style with its fonts as files. */
export async function withFontsAsFiles(style: string, save: SaveFile): Promise<string> {
  const fonts = new Map<string, string>();
  for (const [whole, type, base64 = ""] of style.matchAll(/url\(data:font\/(\w+);base64,([^)]+)\)/g)) {
    if (!fonts.has(whole)) {
      const url = await save(`graphiql-font.${type}`, Buffer.from(base64, "base64"));
      fonts.set(whole, `url(${url})`);
    }
  }
  if (fonts.size === 0) throw new Error("Yoga's style of GraphiQL has no fonts in it");
  let result = style;
  for (const [whole, url] of fonts) result = result.split(whole).join(url);
  return result;
}
