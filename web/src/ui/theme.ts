import { shared } from "../state/shared.ts";

export type Theme = "system" | "light" | "dark";

const chosen = shared(remembered());

/** Must match `public/theme.js`, which applies the theme before the app loads. */
function remembered(): Theme {
  const theme = localStorage.getItem("theme");
  return theme === "light" || theme === "dark" ? theme : "system";
}

export function chooseTheme(theme: Theme): void {
  if (theme === "system") {
    localStorage.removeItem("theme");
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem("theme", theme);
    document.documentElement.dataset.theme = theme;
  }
  chosen.set(theme);
}

export const useTheme = chosen.use;
