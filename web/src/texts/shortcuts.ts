export const shortcuts = {
  title: "Keyboard shortcuts",
  groups: [
    {
      name: "Everywhere",
      keys: [
        ["Ctrl K", "Search or jump to a page"],
        ["Ctrl Z", "Undo the last move, delete or tag"],
        ["?", "Show these shortcuts"],
      ],
    },
    {
      name: "Library",
      keys: [
        ["/", "Search this library"],
        ["← → ↑ ↓", "Move between files"],
        ["Enter", "Open the file"],
        ["Space", "Select the file"],
        ["Shift ← →", "Select several files"],
        ["Ctrl A", "Select all"],
        ["Delete", "Move to trash"],
        ["Esc", "Clear the selection"],
      ],
    },
    {
      name: "Open file",
      keys: [
        ["← →", "Previous or next; pan when zoomed in"],
        ["↑ ↓", "Pan when zoomed in"],
        ["+ −", "Zoom in or out"],
        ["0", "Fit to window"],
        ["I", "Show or hide the details"],
        ["Delete", "Move to trash"],
        ["Esc", "Fit to window, then back to library"],
      ],
    },
  ] as const,
};
