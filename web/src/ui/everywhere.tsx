import { useEffect } from "react";
import { isInDialog, isTyped } from "./keys.ts";
import { latePart } from "./late-part.tsx";
import { openShortcuts, useShortcutsOpen } from "./shortcuts-state.ts";
import { undoLast } from "./undo.ts";

const Shortcuts = latePart(async () => (await import("./shortcuts.tsx")).Shortcuts);

/** The keys that every page knows: "?" shows all of them, Ctrl or ⌘ with Z takes back what was done last. */
export function KeysEverywhere() {
  const open = useShortcutsOpen();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || isTyped(event)) return;
      const isCommand = event.ctrlKey || event.metaKey;
      if (event.key === "?" && !isCommand && !isInModal(event)) {
        event.preventDefault();
        openShortcuts();
      }
      if (event.key === "z" && isCommand && !event.shiftKey && !isInModal(event) && undoLast()) {
        event.preventDefault();
      }
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  return open ? <Shortcuts /> : null;
}

/** An open asset is a dialog too, but a page to whoever looks at it. */
const isInModal = (event: KeyboardEvent): boolean =>
  isInDialog(event) && (event.target as Element).closest("[data-asset]") === null;
