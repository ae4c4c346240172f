import type { Chat } from "./chat.ts";
import { element } from "./dom.ts";
import type { PickedFile } from "./library.ts";
import { texts } from "./texts.ts";

export interface Bar {
  /** The bar itself, and the sentence above it. */
  parts: Node[];
  has(file: Pick<PickedFile, "id">): boolean;
  toggle(file: PickedFile): void;
  say(sentence: string): void;
}

/** What is selected, and the bar that adds it to the chat. */
export function barOf(chat: Chat, onChange: () => void): Bar {
  const selected = new Map<string, PickedFile>();
  const number = element("span", { "aria-live": "polite" });
  const status = element("p", { class: "status", role: "status" });
  const add = element("button", { type: "button", class: "primary", onclick: () => void send() }, texts.add);
  const bar = element(
    "footer",
    { hidden: true },
    number,
    element("button", { type: "button", onclick: clear }, texts.clear),
    add,
  );

  function changed(): void {
    bar.hidden = selected.size === 0;
    if (selected.size > 0) number.textContent = texts.selected(selected.size);
    onChange();
  }
  function clear(): void {
    selected.clear();
    changed();
  }
  function say(sentence: string): void {
    status.textContent = sentence;
  }
  async function send(): Promise<void> {
    const files = [...selected.values()];
    add.disabled = true;
    try {
      await chat.add(files);
      clear();
      say(texts.added(files.length));
    } catch (error) {
      say((error as Error).message);
    } finally {
      add.disabled = false;
    }
  }
  return {
    parts: [status, bar],
    has: ({ id }) => selected.has(id),
    toggle(file) {
      if (!selected.delete(file.id)) selected.set(file.id, file);
      say("");
      changed();
    },
    say,
  };
}
