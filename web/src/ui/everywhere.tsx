import { useEffect } from "react";
import { isInDialog, isTyped } from "./keys.ts";
import { latePart } from "./late-part.tsx";
import { openShortcuts, useShortcutsOpen } from "./shortcuts-state.ts";
import { undoLast } from "./undo.ts";

const Shortcuts = latePart(async () => (await import("./shortcuts.tsx")).Shortcuts);

/** The shortcuts of every page: "?" shows all shortcuts, Ctrl Z or ⌘ Z undoes the last action. */
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

/** An open asset is technically a dialog, but counts as a page here. */
const isInModal = (event: KeyboardEvent): boolean =>
  isInDialog(event) && (event.target as Element).closest("[data-asset]") === null;
