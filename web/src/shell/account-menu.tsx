import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { BookOpen, LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import { accountQuery } from "../session.ts";
import { useSignOut } from "../sign-in/use-sign-out.ts";
import { texts } from "../texts.ts";
import { Menu, MenuItem, MenuLine, MenuTitle } from "../ui/menu.tsx";
import { chooseTheme, type Theme } from "../ui/theme.ts";

const said = texts.shell;
const themes: readonly [Theme, typeof Sun][] = [
  ["system", Monitor],
  ["light", Sun],
  ["dark", Moon],
];

/** Who is signed in, and what is theirs alone. */
export function AccountMenu() {
  const { data: account } = useQuery(accountQuery);
  const signOut = useSignOut();
  return (
    <Menu
      align="start"
      button={
        <button
          type="button"
          className="flex h-11 w-full items-center gap-2.5 rounded-lg px-3 text-left hover:bg-wash"
        >
          <UserRound size={17} className="shrink-0" aria-hidden />
          <span className="truncate text-sm">{account?.name || account?.email || said.account}</span>
        </button>
      }
    >
      <MenuTitle>{account?.email}</MenuTitle>
      <MenuItem asChild>
        <Link to="/account">
          <UserRound size={16} aria-hidden />
          {said.account}
        </Link>
      </MenuItem>
      <MenuItem asChild>
        <a href="/docs">
          <BookOpen size={16} aria-hidden />
          {said.apiDocs}
        </a>
      </MenuItem>
      <MenuLine />
      <MenuTitle>{said.theme}</MenuTitle>
      {themes.map(([theme, Icon]) => (
        <MenuItem key={theme} onSelect={() => chooseTheme(theme)}>
          <Icon size={16} aria-hidden />
          {said.themes[theme]}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem onSelect={signOut}>
        <LogOut size={16} aria-hidden />
        {said.signOut}
      </MenuItem>
    </Menu>
  );
}
