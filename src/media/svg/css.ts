import { type CSSToken, TokenType, tokenizer } from "@csstools/css-tokenizer";
import { cssAtRules, cssFunctions } from "./css-vocabulary.ts";
import { isInternalReference } from "./references.ts";

/**
 * The CSS of a `style` element or attribute without what loads or runs something. Only the declaration, rule or
 * at-rule that holds it is removed. Reads each character once, by the tokenizer of CSS Syntax 3, as browsers do.
 */
export function sanitiseCss(css: string): string {
  const sheet = new StyleSheet();
  for (const token of checkedTokens(css)) sheet.add(token);
  return sheet.toString();
}

/** Whether the value of a presentation attribute or an animation loads nothing from outside its document. */
export function isHarmlessValue(value: string): boolean {
  if (!/[(\\@:/<]/.test(value)) return true;
  // Animations split their values at semicolons before they read them as CSS, so a quote does not hide a part.
  const readings = value.includes(";") ? [value, ...value.split(";")] : [value];
  return readings.every((css) => {
    for (const { safe } of checkedTokens(css)) if (!safe) return false;
    return true;
  });
}

interface Checked {
  type: TokenType;
  /** As it is written out. */
  text: string;
  safe: boolean;
}

function* checkedTokens(css: string): Generator<Checked> {
  const tokens = tokenizer({ css });
  let previous: CSSToken | null = null;
  while (!tokens.endOfFile()) {
    const token = tokens.nextToken();
    if (token[0] === TokenType.EOF) return;
    if (token[0] === TokenType.Function && token[4].value.toLowerCase() === "url") {
      yield* quotedUrl(tokens.nextToken);
      previous = null;
    } else {
      yield { type: token[0], text: textOf(token), safe: isSafe(token, previous) };
      previous = token;
    }
  }
}

/** `url("…")` is a function of one string; anything else in its brackets is refused. */
function* quotedUrl(next: () => CSSToken): Generator<Checked> {
  const first = nextBesideSpace(next);
  const reference = first[0] === TokenType.String ? first[4].value : "";
  const last = first[0] === TokenType.String ? nextBesideSpace(next) : first;
  const safe = last[0] === TokenType.CloseParen && isInternalReference(reference);
  yield { type: TokenType.Function, text: safe ? urlText(reference) : "", safe };
  // A brace or semicolon that ends the rule must still be seen to end it.
  if (last[0] !== TokenType.CloseParen) yield { type: last[0], text: textOf(last), safe: false };
}

function nextBesideSpace(next: () => CSSToken): CSSToken {
  for (;;) {
    const token = next();
    if (token[0] !== TokenType.Whitespace && token[0] !== TokenType.Comment) return token;
  }
}

function isSafe(token: CSSToken, previous: CSSToken | null): boolean {
  switch (token[0]) {
    case TokenType.AtKeyword:
      return cssAtRules.has(token[4].value.toLowerCase());
    case TokenType.Function:
      return cssFunctions.has(token[4].value.toLowerCase());
    case TokenType.URL:
      return isInternalReference(token[4].value);
    case TokenType.Ident:
      return !scripted.has(token[4].value.toLowerCase());
    case TokenType.String:
      return !token[4].value.includes("</") && !/(?:java|vb)script:/i.test(token[4].value);
    case TokenType.Delim:
      return !(token[1] === "/" && previous?.[1] === "<");
    default:
      return token[0] !== TokenType.BadString && token[0] !== TokenType.BadURL;
  }
}

/** Properties that named scripts in old browsers, and the schemes of scripts. */
const scripted = new Set(["behavior", "-ms-behavior", "-moz-binding", "javascript", "vbscript"]);

function textOf(token: CSSToken): string {
  // An empty comment keeps the tokens on its sides apart, as the whole one did.
  if (token[0] === TokenType.Comment) return "/**/";
  if (token[0] === TokenType.CDO || token[0] === TokenType.CDC) return " ";
  // Escapes would hide an embedded picture from the removal of its metadata.
  if (token[0] === TokenType.URL && token[1].includes("\\")) return urlText(token[4].value);
  return token[1];
}

function urlText(reference: string): string {
  const plain = /^[\w#:;,+/=.-]*$/.test(reference);
  return `url("${plain ? reference : reference.replace(/[^\w#:;,+/=.-]/gu, escaped)}")`;
}

function escaped(character: string): string {
  return `\\${character.codePointAt(0)?.toString(16)} `;
}

/** Writes checked tokens out, and takes back the item (declaration, rule or at-rule) in which one is not safe. */
class StyleSheet {
  private readonly out: string[] = [];
  private itemStart = 0;
  private itemIsSafe = true;
  /** How many blocks are open, of rules that are kept. */
  private depth = 0;
  /** How many blocks are open of a rule that is being removed. */
  private removedDepth = 0;

  add({ type, text, safe }: Checked): void {
    if (this.removedDepth > 0) this.skip(type);
    else if (type === TokenType.CloseCurly) this.closeBlock();
    else {
      this.itemIsSafe &&= safe;
      this.out.push(text);
      if (type === TokenType.OpenCurly) this.openBlock();
      else if (type === TokenType.Semicolon) this.endItem();
    }
  }

  toString(): string {
    this.endItem();
    return this.out.join("");
  }

  private skip(type: TokenType): void {
    if (type === TokenType.OpenCurly) this.removedDepth++;
    else if (type === TokenType.CloseCurly) this.removedDepth--;
  }

  private openBlock(): void {
    if (this.itemIsSafe && this.depth < depthMax) this.depth++;
    else {
      this.itemIsSafe = false;
      this.removedDepth = 1;
    }
    this.endItem();
  }

  private closeBlock(): void {
    this.endItem();
    if (this.depth === 0) return;
    this.depth--;
    this.out.push("}");
    this.endItem();
  }

  private endItem(): void {
    if (!this.itemIsSafe) this.out.length = this.itemStart;
    this.itemStart = this.out.length;
    this.itemIsSafe = true;
  }
}

/** Style sheets nest a media query, a rule and a nested rule or two. */
const depthMax = 32;
