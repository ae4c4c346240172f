import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type ParseOptions,
  parse,
  type SelectionSetNode,
  type Source,
} from "graphql";
import { fail } from "../../kernel/failure.ts";

/** The limits of a document. What clients of the contract need is far below them. */
export const documentLimits = {
  /** Characters, comments included. */
  length: 20_000,
  tokens: 2_000,
  /** Levels of fields. The standard introspection query has 15. */
  depth: 16,
  /** Each runs an operation and counts as a call for rate limits. */
  rootFields: 20,
  /** Fields on all levels, with fragments expanded. */
  fields: 500,
};

/** Parses a document. Throws `BAD_USER_INPUT` when it exceeds a limit. */
export function parseWithinLimits(source: string | Source, options?: ParseOptions): DocumentNode {
  const { length } = typeof source === "string" ? source : source.body;
  check("characters", length, documentLimits.length, "Send variables in place of long values.");
  const document = parseTokens(source, options);
  const shapeOf = shapes(document);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { depth, roots, fields } = shapeOf(definition.selectionSet);
    check("levels of fields", depth, documentLimits.depth, "Request the inner fields separately.");
    check("root fields", roots, documentLimits.rootFields, "Split them into several requests.");
    check("fields", fields, documentLimits.fields, "Request fewer fields, or split the request.");
  }
  return document;
}

function parseTokens(source: string | Source, options?: ParseOptions): DocumentNode {
  try {
    return parse(source, { ...options, maxTokens: documentLimits.tokens });
  } catch (error) {
    // The parser's own message does not say what to do.
    if (!/tokens\. Parsing aborted/.test(String(error))) throw error;
    throw fail.input(
      `The document has more than ${documentLimits.tokens} tokens. Split it into several requests.`,
    );
  }
}

function check(what: string, count: number, max: number, advice: string): void {
  if (count > max)
    throw fail.input(`The document has ${count} ${what}, and at most ${max} are allowed. ${advice}`);
}

interface Shape {
  depth: number;
  /** Fields on the first level. */
  roots: number;
  /** Fields on all levels. */
  fields: number;
}

/** Measures selections of a document. Each fragment is measured once. */
function shapes({ definitions }: DocumentNode): (selections: SelectionSetNode) => Shape {
  const isFragment = (node: { kind: string }): node is FragmentDefinitionNode =>
    node.kind === Kind.FRAGMENT_DEFINITION;
  const fragments = new Map(
    definitions.filter(isFragment).map((fragment) => [fragment.name.value, fragment]),
  );
  const measured = new Map<string, Shape>();

  function shapeOfFragment(name: string): Shape {
    const known = measured.get(name);
    if (known) return known;
    // Stops at circular fragments, which validation refuses later.
    measured.set(name, nothing);
    const fragment = fragments.get(name);
    const shape = fragment ? shapeOf(fragment.selectionSet) : nothing;
    measured.set(name, shape);
    return shape;
  }

  function shapeOf({ selections }: SelectionSetNode): Shape {
    const sum = { ...nothing };
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const below = selection.selectionSet ? shapeOf(selection.selectionSet) : nothing;
        sum.depth = Math.max(sum.depth, 1 + below.depth);
        sum.roots += 1;
        sum.fields += 1 + below.fields;
      } else {
        const inner =
          selection.kind === Kind.INLINE_FRAGMENT
            ? shapeOf(selection.selectionSet)
            : shapeOfFragment(selection.name.value);
        sum.depth = Math.max(sum.depth, inner.depth);
        sum.roots += inner.roots;
        sum.fields += inner.fields;
      }
    }
    return sum;
  }
  return shapeOf;
}

const nothing: Readonly<Shape> = { depth: 0, roots: 0, fields: 0 };
