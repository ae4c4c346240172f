import type { McpUiHostContext } from "@modelcontextprotocol/ext-apps";

const heightMin = 320;

/** Takes on the client's theme, colours and measures. What a context leaves out stays. */
export function applyContext({
  theme,
  styles,
  containerDimensions,
  displayMode,
  safeAreaInsets,
}: McpUiHostContext): void {
  const root = document.documentElement;
  if (theme) root.style.colorScheme = theme;
  for (const [name, value] of Object.entries(styles?.variables ?? {}))
    if (name.startsWith("--") && value !== undefined) root.style.setProperty(name, value);
  if (displayMode) root.dataset.mode = displayMode;
  if (containerDimensions) {
    const { height, maxHeight } = containerDimensions as { height?: number; maxHeight?: number };
    root.toggleAttribute("data-fixed", height !== undefined);
    if (maxHeight !== undefined)
      root.style.setProperty("--height-max", `${Math.max(maxHeight, heightMin)}px`);
  }
  if (safeAreaInsets) {
    const { top, right, bottom, left } = safeAreaInsets;
    document.body.style.padding = `${top}px ${right}px ${bottom}px ${left}px`;
  }
}
