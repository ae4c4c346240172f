const written = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

/** Whether a key is typed into a field. */
export const isTyped = ({ target }: KeyboardEvent): boolean => (target as Element).closest(written) !== null;

/** Whether a key is pressed in a dialog, a menu or a list, which handle keys themselves. */
export const isInDialog = ({ target }: KeyboardEvent): boolean =>
  (target as Element).closest("[role=dialog], [role=alertdialog], [role=menu], [role=listbox]") !== null;
