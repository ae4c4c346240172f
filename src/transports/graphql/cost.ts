import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { fail } from "../../kernel/failure.ts";

// A page of 500 whole assets has about 20,000 fields.
export const answerFieldsMax = 100_000;

/** The default number of items of list fields, on the root and below. Other fields count as one item. */
const usualItems: Readonly<Record<string, number>> = {
  libraries: 50,
  assets: 50,
  photos: 500,
  tags: 100,
  searchAssets: 20,
};
const usualItemsBelow: Readonly<Record<string, number>> = { tags: 20, assets: 20, views: 2, variants: 2 };

type Variables = Readonly<Record<string, unknown>>;

/** Refuses an operation whose answer could have more than `answerFieldsMax` fields. */
export function checkCost(
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Variables,
): void {
  const operation = getOperationAST(document, operationName);
  const given = { ...defaultsOf(operation), ...variables };
  const fields = operation ? answerFields(document, operation.selectionSet, given) : 0;
  if (fields <= answerFieldsMax) return;
  throw fail.input(
    `The answer could have ${fields} fields, and the limit is ${answerFieldsMax}. ` +
      "Ask for smaller pages, fewer fields or fewer root fields.",
  );
}

/** The default values of variables. Only integers matter here. */
function defaultsOf(operation: OperationDefinitionNode | null | undefined): Variables {
  const defaults = (operation?.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)] as const] : [],
  );
  return Object.fromEntries(defaults);
}

/** An upper estimate of the fields in an answer: each field times the items of the lists around it. */
function answerFields(document: DocumentNode, selections: SelectionSetNode, variables: Variables): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }

  function sum({ selections }: SelectionSetNode, isRoot: boolean): number {
    let fields = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) fields += ofField(selection, isRoot);
      else if (selection.kind === Kind.INLINE_FRAGMENT) fields += sum(selection.selectionSet, isRoot);
      else {
        const fragment = fragments.get(selection.name.value);
        if (fragment) fields += sum(fragment.selectionSet, isRoot);
      }
    }
    return fields;
  }

  function ofField(field: FieldNode, isRoot: boolean): number {
    const name = field.name.value;
    if (name.startsWith("__")) return 0;
    if (!field.selectionSet) return 1;
    const items = sizeArgument(field, variables) ?? (isRoot ? usualItems : usualItemsBelow)[name] ?? 1;
    return 1 + items * sum(field.selectionSet, false);
  }
  return sum(selections, true);
}

function sizeArgument(field: FieldNode, variables: Variables): number | undefined {
  const argument = field.arguments?.find(({ name }) => name.value === "pageSize" || name.value === "limit");
  const value = argument?.value;
  const size =
    value?.kind === Kind.INT
      ? Number(value.value)
      : value?.kind === Kind.VARIABLE
        ? variables[value.name.value]
        : undefined;
  return typeof size === "number" ? Math.max(0, size) : undefined;
}
