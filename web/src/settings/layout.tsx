import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { texts } from "../texts/texts.ts";
import { useMembership } from "./membership.ts";

const t = texts.settings;
const tabs = [
  { to: "/app/$organizationId/-/settings", label: t.general, forOwners: false },
  { to: "/app/$organizationId/-/settings/members", label: t.members, forOwners: false },
  { to: "/app/$organizationId/-/settings/keys", label: t.keys, forOwners: true },
  { to: "/app/$organizationId/-/settings/apps", label: t.apps, forOwners: false },
  { to: "/app/$organizationId/-/settings/usage", label: t.usage, forOwners: false },
  { to: "/app/$organizationId/-/settings/audit", label: t.audit, forOwners: true },
] as const;

/** The settings of an organization, with a tab for each page that the role may see. */
export function SettingsLayout() {
  const { organizationId, isOwner } = useMembership();
  const row = useRef<HTMLUListElement>(null);
  const { pathname } = useLocation();
  // Scrolls the current tab into view on narrow screens.
  useEffect(() => {
    const current = row.current?.querySelector('[aria-current="page"]');
    if (pathname) current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [pathname]);
  return (
    <>
      <nav aria-label={t.tabs} className="sticky top-0 z-20 border-b bg-paper">
        <ul
          ref={row}
          className="mx-auto flex max-w-4xl gap-1 overflow-x-auto px-2 [scrollbar-width:none] sm:px-6"
        >
          {tabs
            .filter(({ forOwners }) => isOwner || !forOwners)
            .map(({ to, label }) => (
              <li key={to}>
                <Link
                  to={to}
                  params={{ organizationId }}
                  activeOptions={{ exact: true }}
                  className="flex h-12 items-center whitespace-nowrap border-b-2 px-2.5 -outline-offset-4"
                  activeProps={{ className: "border-accent font-medium text-text", "aria-current": "page" }}
                  inactiveProps={{ className: "border-transparent text-dim hover:text-text" }}
                >
                  {label}
                </Link>
              </li>
            ))}
        </ul>
      </nav>
      <Outlet />
    </>
  );
}
