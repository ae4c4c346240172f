import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { BookOpen, Braces, LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import { accountQuery } from "../session/session.ts";
import { useSignOut } from "../session/use-sign-out.ts";
import { texts } from "../texts/texts.ts";
import { Menu, MenuChoice, MenuItem, MenuLine, MenuTitle } from "../ui/menu.tsx";
import { chooseTheme, type Theme, useTheme } from "../ui/theme.ts";

const t = texts.shell;
const themes: readonly [Theme, typeof Sun][] = [
  ["system", Monitor],
  ["light", Sun],
  ["dark", Moon],
];

/** The signed-in account, with its settings and sign-out. */
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
          <span className="truncate text-sm">{account?.name || account?.email || t.account}</span>
        </button>
      }
    >
      <MenuTitle>{account?.email}</MenuTitle>
      <MenuItem asChild>
        <Link to="/account">
          <UserRound size={16} aria-hidden />
          {t.account}
        </Link>
      </MenuItem>
      <MenuItem asChild>
        <a href="/guides">
          <BookOpen size={16} aria-hidden />
          {t.guides}
        </a>
      </MenuItem>
      <MenuItem asChild>
        <a href="/docs">
          <Braces size={16} aria-hidden />
          {t.apiDocs}
        </a>
      </MenuItem>
      <MenuLine />
      <MenuTitle>{t.theme}</MenuTitle>
      <MenuChoice
        label={t.theme}
        value={useTheme()}
        onChoose={chooseTheme}
        options={themes.map(([theme, Icon]) => ({
          value: theme,
          children: (
            <>
              <Icon size={16} aria-hidden />
              {t.themes[theme]}
            </>
          ),
        }))}
      />
      <MenuLine />
      <MenuItem onSelect={signOut}>
        <LogOut size={16} aria-hidden />
        {t.signOut}
      </MenuItem>
    </Menu>
  );
}
