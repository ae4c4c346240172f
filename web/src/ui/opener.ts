const openers = new WeakMap<Element, readonly Element[]>();

/** Where the keyboard is as a dialog opens, and where else it may go back to, nearest first. */
export function whereKeyboardIs(): readonly Element[] {
  const active = document.activeElement;
  if (!active || active === document.body) return [];
  // What opens it from a menu goes with the menu, and what stands in another dialog may go with that.
  const menu = active.closest("[role=menu]")?.getAttribute("aria-labelledby");
  const button = menu ? document.getElementById(menu) : null;
  const dialog = active.closest("[role=dialog]");
  return [button ?? active, ...((dialog && openers.get(dialog)) ?? [])];
}

export const rememberOpener = (dialog: Element, from: readonly Element[]): void => {
  openers.set(dialog, from);
};

/** Gives the keyboard back to what opened a dialog, unless it has gone on elsewhere. */
export function giveKeyboardBack(from: readonly Element[]): void {
  if (document.activeElement !== document.body) return;
  for (const element of [...from, document.getElementById("content")]) {
    if (element instanceof HTMLElement) element.focus();
    // What is gone or hidden doesn't take it.
    if (document.activeElement !== document.body) return;
  }
}
