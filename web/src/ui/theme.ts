import { shared } from "../state/shared.ts";

export type Theme = "system" | "light" | "dark";

const chosen = shared(remembered());

/** The same as in `public/theme.js`, which shows it before the app is there. */
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
