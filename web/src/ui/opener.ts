const openers = new WeakMap<Element, readonly Element[]>();

/** Elements that the focus may return to when a dialog closes, nearest first. Call it as the dialog opens. */
export function whereKeyboardIs(): readonly Element[] {
  const active = document.activeElement;
  if (!active || active === document.body) return [];
  // A menu item disappears with its menu, and an element in another dialog may disappear with that dialog.
  const menu = active.closest("[role=menu]")?.getAttribute("aria-labelledby");
  const button = menu ? document.getElementById(menu) : null;
  const dialog = active.closest("[role=dialog]");
  return [button ?? active, ...((dialog && openers.get(dialog)) ?? [])];
}

export const rememberOpener = (dialog: Element, from: readonly Element[]): void => {
  openers.set(dialog, from);
};

/** Returns the focus to the opener of a dialog, unless it has moved elsewhere. */
export function giveKeyboardBack(from: readonly Element[]): void {
  if (document.activeElement !== document.body) return;
  for (const element of [...from, document.getElementById("content")]) {
    if (element instanceof HTMLElement) element.focus();
    // Removed or hidden elements do not take the focus.
    if (document.activeElement !== document.body) return;
  }
}
