import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse, parseAllDocuments, stringify } from "yaml";

// No `helm` is packaged for Debian or npm. This renders the part of Go's templates that deploy/helm uses, and refuses the rest.

type Value = unknown;
type Scope = { dot: Value; variables: Map<string, Value> };
type Node =
  | { kind: "text"; text: string }
  | { kind: "output"; pipeline: string }
  | { kind: "set"; name: string; pipeline: string }
  | Block;
type Block = { kind: "block"; word: "if" | "with" | "range"; pipeline: string; body: Node[]; other: Node[] };

/** The manifests of a chart with these values in place of those of `values.yaml`. */
export async function renderChart(folder: string, values: object): Promise<Record<string, Value>[]> {
  const read = (name: string) => readFile(join(folder, name), "utf8");
  const { version: Version, appVersion: AppVersion } = parse(await read("Chart.yaml"));
  const Values = merged(parse(await read("values.yaml")), values);
  const root = { Values, Release: { Name: "test" }, Chart: { Version, AppVersion } };
  const definitions = new Map<string, Node[]>();
  const names = (await readdir(join(folder, "templates"))).toSorted();
  const files = await Promise.all(names.map((name) => read(join("templates", name))));
  const bodies = files.map((text) => parseTemplate(text, definitions));
  const render = renderer(definitions, root);
  return bodies
    .flatMap((body) => parseAllDocuments(render(body, { dot: root, variables: new Map() })))
    .map((document) => {
      for (const error of document.errors) throw error;
      return document.toJS();
    })
    .filter((manifest) => manifest !== null);
}

export function merged(base: Value, over: Value): Value {
  if (!isRecord(base) || !isRecord(over)) return over === undefined ? base : over;
  const names = new Set([...Object.keys(base), ...Object.keys(over)]);
  return Object.fromEntries([...names].map((name) => [name, merged(base[name], over[name])]));
}

const isRecord = (value: Value): value is Record<string, Value> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

type Token = { text: string } | { action: string };
type Definitions = Map<string, Node[]>;

function parseTemplate(text: string, definitions: Definitions): Node[] {
  // What is before `{{-` and after `-}}` loses its spaces and line ends.
  const parts = text
    .replace(/\s*\{\{-\s/g, "{{ ")
    .replace(/\s-\}\}\s*/g, " }}")
    .split(/\{\{(.*?)\}\}/s);
  const tokens = parts.map((part, i): Token => (i % 2 === 0 ? { text: part } : { action: part.trim() }));
  return parseBody(tokens.values(), definitions).nodes;
}

/** Reads until the `end` or `else` of a block. */
function parseBody(tokens: Iterator<Token>, definitions: Definitions): { nodes: Node[]; end: string } {
  const nodes: Node[] = [];
  for (let next = tokens.next(); !next.done; next = tokens.next()) {
    const token = next.value;
    if ("text" in token) {
      nodes.push({ kind: "text", text: token.text });
      continue;
    }
    const [word = "", ...rest] = token.action.split(" ");
    const pipeline = rest.join(" ");
    if (word === "end" || word === "else") return { nodes, end: word };
    if (word === "define") definitions.set(JSON.parse(pipeline), parseBody(tokens, definitions).nodes);
    else if (!isBlock(word)) nodes.push(statement(token.action));
    else {
      const { nodes: body, end } = parseBody(tokens, definitions);
      const other = end === "else" ? parseBody(tokens, definitions).nodes : [];
      nodes.push({ kind: "block", word, pipeline, body, other });
    }
  }
  return { nodes, end: "" };
}

const isBlock = (word: string): word is Block["word"] => ["if", "with", "range"].includes(word);

function statement(action: string): Node {
  const [, name, pipeline] = /^(\$\w+) := (.*)$/.exec(action) ?? [];
  if (name !== undefined && pipeline !== undefined) return { kind: "set", name, pipeline };
  return { kind: "output", pipeline: action };
}

function renderer(definitions: ReadonlyMap<string, Node[]>, root: Value) {
  function render(nodes: readonly Node[], scope: Scope): string {
    return nodes.map((node) => renderNode(node, scope)).join("");
  }

  function renderNode(node: Node, scope: Scope): string {
    if (node.kind === "text") return node.text;
    if (node.kind === "output") return shown(evaluate(node.pipeline, scope));
    if (node.kind === "set") {
      scope.variables.set(node.name, evaluate(node.pipeline, scope));
      return "";
    }
    const { word, body, other } = node;
    if (word === "range") return renderRange(node.pipeline, body, scope);
    const value = evaluate(node.pipeline, scope);
    if (!isTrue(value)) return render(other, scope);
    return render(body, word === "with" ? { ...scope, dot: value } : scope);
  }

  function renderRange(pipeline: string, body: readonly Node[], scope: Scope): string {
    const [, key, name, list] = /^(\$\w+), (\$\w+) := (.*)$/.exec(pipeline) ?? [];
    if (!key || !name || !list) throw new Error(`Not supported here: range ${pipeline}`);
    const entries = Object.entries(evaluate(list, scope) as object).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return entries
      .map(([at, value]) => {
        const variables = new Map([...scope.variables, [key, at], [name, value]]);
        return render(body, { dot: value, variables });
      })
      .join("");
  }

  function evaluate(pipeline: string, scope: Scope): Value {
    let value: Value;
    for (const [i, command] of splitOutside(pipeline, "|").entries()) {
      const [head = "", ...rest] = splitOutside(command.trim(), " ").filter(Boolean);
      const given = [...rest.map((term) => termOf(term, scope)), ...(i > 0 ? [value] : [])];
      value = /^[a-z]/i.test(head) ? call(head, given) : termOf(head, scope);
    }
    return value;
  }

  function termOf(term: string, scope: Scope): Value {
    if (term.startsWith("(")) return evaluate(term.slice(1, -1), scope);
    if (term.startsWith('"')) return JSON.parse(term);
    if (/^\d+$/.test(term)) return Number(term);
    const [, variable = "", path = ""] = /^(\$\w*)?(\..*)?$/.exec(term) ?? [];
    if (variable + path !== term) throw new Error(`Not supported here: ${term}`);
    const start = variable === "$" ? root : variable ? scope.variables.get(variable) : scope.dot;
    return path
      .split(".")
      .filter(Boolean)
      .reduce((value, name) => (value as Record<string, Value>)[name], start);
  }

  function call(name: string, given: Value[]): Value {
    const [first, second] = given;
    if (name === "include")
      return render(definitions.get(first as string) ?? [], { dot: second, variables: new Map() });
    const known = functions[name];
    if (!known) throw new Error(`Not supported here: ${name}`);
    return known(...given);
  }

  return render;
}

const isTrue = (value: Value) =>
  Array.isArray(value) ? value.length > 0 : isRecord(value) ? Object.keys(value).length > 0 : Boolean(value);

const functions: Record<string, (...given: Value[]) => Value> = {
  not: (value) => !isTrue(value),
  eq: (a, b) => a === b,
  int: (value) => Number.parseInt(shown(value), 10),
  add: (a, b) => (a as number) + (b as number),
  default: (other, value) => (isTrue(value) ? value : other),
  quote: (value) => JSON.stringify(shown(value)),
  toYaml: (value) => stringify(value).trimEnd(),
  nindent: (spaces, text) => `\n${(text as string).replace(/^(?=.)/gm, " ".repeat(spaces as number))}`,
  dict: (...pairs) =>
    Object.fromEntries(pairs.flatMap((key, i) => (i % 2 === 0 ? [[key as string, pairs[i + 1]]] : []))),
};

function shown(value: Value): string {
  if (value === undefined || value === null) throw new Error("A template writes what no value has");
  return String(value);
}

/** Splits where no quotes or parentheses are open. */
function splitOutside(text: string, separator: string): string[] {
  const found = text.match(separator === "|" ? /(?:"[^"]*"|\([^)]*\)|[^|])+/g : /(?:"[^"]*"|\([^)]*\)|\S)+/g);
  return found ?? [];
}
