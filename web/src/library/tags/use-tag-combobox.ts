import { useQuery } from "@tanstack/react-query";
import { type ChangeEvent, type ClipboardEvent, type KeyboardEvent, useId, useState } from "react";
import { asking } from "../../api/queries.ts";
import type { Place } from "../assets/change-assets.ts";
import { matchingTags, sameTag } from "../assets/tags.ts";

const suggestedMax = 8;
const lengthMax = 100;

/** An option: a tag with its number of assets, or null for a new tag. */
export interface TagOption {
  tag: string;
  count: number | null;
}

/**
 * A field that suggests a library's tags and accepts new ones. Enter, a comma or a click adds the marked option, or what
 * was typed; commas separate several tags. Tags in `taken` are not suggested. If `onAdd` resolves to false, the typed
 * text comes back. `onKeyDown` returns whether it handled the key.
 */
export function useTagCombobox(
  place: Place,
  taken: readonly string[],
  onAdd: (tags: string[]) => Promise<boolean> | undefined,
) {
  const id = useId();
  const { data: known = [] } = useQuery(asking("listTags", { ...place, limit: 500 }));
  const [typed, setTyped] = useState("");
  const [marked, setMarked] = useState(-1);
  const text = typed.trim();
  const isTaken = (tag: string) => taken.some((one) => sameTag(one, tag));
  const isNew = text !== "" && !isTaken(text) && !known.some((tag) => sameTag(tag.id, text));
  const free = known.filter((tag) => !isTaken(tag.id));
  const options: TagOption[] = matchingTags(free, text)
    .slice(0, suggestedMax)
    .map(({ id, count }) => ({ tag: id, count }));
  if (isNew) options.push({ tag: text, count: null });

  const type = (next: string) => {
    setTyped(next);
    setMarked(-1);
  };
  const add = async (written: string, rest = "") => {
    type(rest);
    const tags = tagsIn(written).filter((tag) => !isTaken(tag));
    if (tags.length === 0 || (await onAdd(tags)) !== false) return;
    setTyped((now) => now || tags.join(", "));
  };
  const onChange = ({ target }: ChangeEvent<HTMLInputElement>) => {
    // Touch keyboards send no key events, so commas are handled here.
    const comma = target.value.lastIndexOf(",");
    if (comma < 0) type(target.value);
    else void add(target.value.slice(0, comma), target.value.slice(comma + 1).trimStart());
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData("text");
    if (tagsIn(pasted).length < 2) return;
    event.preventDefault();
    void add(typed + pasted);
  };
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const { key } = event;
    if (event.nativeEvent.isComposing) return true;
    if (key === "ArrowDown") setMarked((at) => (at + 1 >= options.length ? 0 : at + 1));
    else if (key === "ArrowUp") setMarked((at) => (at <= 0 ? options.length - 1 : at - 1));
    else if ((key === "Enter" || key === ",") && (marked >= 0 || text !== ""))
      void add(options[marked]?.tag ?? text);
    else return false;
    event.preventDefault();
    return true;
  };
  const listId = `${id}-list`;
  return {
    typed,
    type,
    add: () => add(text),
    onKeyDown,
    /** Props of the field. */
    field: {
      "aria-controls": listId,
      "aria-autocomplete": "list",
      "aria-activedescendant": options[marked] && `${listId}-${marked}`,
      value: typed,
      maxLength: lengthMax,
      autoComplete: "off",
      autoCapitalize: "none",
      enterKeyHint: "done",
      onChange,
      onPaste,
    } as const,
    /** Props of the list of options. */
    list: { id: listId, options, marked, onChoose: (tag: string) => void add(tag) },
  };
}

function tagsIn(written: string): string[] {
  const tags = written.split(/[,\n]/).map((tag) => tag.trim().slice(0, lengthMax));
  return tags.filter((tag, at) => tag !== "" && tags.findIndex((one) => sameTag(one, tag)) === at);
}
