import { useQuery } from "@tanstack/react-query";
import { Link, useMatchRoute } from "@tanstack/react-router";
import { Brain, Images, KeyRound, Plug, Plus, Search, Settings, Webhook } from "lucide-react";
import { type ReactNode, useState } from "react";
import { asking } from "../api/queries.ts";
import { NewLibrary } from "../organization/create-dialogs.tsx";
import { openPalette } from "../palette/palette-state.ts";
import { useRole } from "../session/role.ts";
import { texts } from "../texts/texts.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { count } from "../ui/format.ts";
import { Problem, Skeleton } from "../ui/states.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { WaitingInvitations } from "./invitations.tsx";
import { OrganizationMenu } from "./organization-menu.tsx";

const t = texts.shell;

/** Navigation to libraries, memory and settings. `onNavigate` closes the drawer on phones. */
export function Sidebar({ organizationId, onNavigate }: { organizationId: string; onNavigate?(): void }) {
  const { data: libraries, error, refetch } = useQuery(asking("listLibraries", { organizationId }));
  const { isOwner } = useRole(organizationId);
  const [adding, setAdding] = useState(false);
  const params = { organizationId };
  const onKeys = useMatchRoute()({ to: "/app/$organizationId/-/settings/keys" }) !== false;
  return (
    <nav aria-label={t.navigation} className="flex h-full flex-col gap-1 overflow-y-auto p-3">
      <OrganizationMenu organizationId={organizationId} />
      <button
        type="button"
        onClick={() => {
          onNavigate?.();
          openPalette();
        }}
        className="mb-3 mt-1 flex h-9 shrink-0 items-center gap-2.5 rounded-lg border bg-card px-3 text-left text-sm text-dim hover:bg-wash"
      >
        <Search size={15} className="shrink-0" aria-hidden />
        <span className="min-w-0 truncate">{t.palette}</span>
        <kbd className="ml-auto hidden shrink-0 font-sans text-xs md:inline">{shortcut}</kbd>
      </button>
      <div className="flex items-center justify-between pl-3">
        <h2 className="text-sm font-medium text-dim">{t.libraries}</h2>
        {isOwner && (
          <IconButton label={t.newLibrary} onClick={() => setAdding(true)} className="size-8">
            <Plus size={17} aria-hidden />
          </IconButton>
        )}
      </div>
      <ul className="mb-4 grid gap-0.5">
        {libraries === undefined && error && (
          <li className="px-3 text-sm">
            <Problem error={error} className="mb-2" />
            <Button small onClick={() => refetch()}>
              {texts.ui.retry}
            </Button>
          </li>
        )}
        {libraries === undefined &&
          !error &&
          [0, 1, 2].map((line) => (
            <li key={line}>
              <Skeleton className="h-9" />
            </li>
          ))}
        {libraries?.map(({ id, name, assetsCount }) => (
          <li key={id}>
            <Link
              to="/app/$organizationId/$libraryId"
              params={{ organizationId, libraryId: id }}
              activeOptions={{ includeSearch: false }}
              onClick={onNavigate}
              {...item}
            >
              <Images size={17} className="shrink-0" aria-hidden />
              <span className="truncate">{name ?? id}</span>
              <span className="ml-auto text-sm text-dim tabular-nums">{count(assetsCount)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <ul className="grid gap-0.5">
        <Item>
          <Link to="/app/$organizationId/-/memory" params={params} onClick={onNavigate} {...item}>
            <Brain size={17} aria-hidden />
            {t.memory}
          </Link>
        </Item>
        <Item>
          <Link to="/app/$organizationId/-/connect" params={params} onClick={onNavigate} {...item}>
            <Plug size={17} aria-hidden />
            {t.connect}
          </Link>
        </Item>
        {isOwner && (
          <>
            <Item>
              <Link to="/app/$organizationId/-/webhooks" params={params} onClick={onNavigate} {...item}>
                <Webhook size={17} aria-hidden />
                {t.webhooks}
              </Link>
            </Item>
            <Item>
              <Link to="/app/$organizationId/-/settings/keys" params={params} onClick={onNavigate} {...item}>
                <KeyRound size={17} aria-hidden />
                {t.keys}
              </Link>
            </Item>
          </>
        )}
        <Item>
          <Link
            to="/app/$organizationId/-/settings"
            params={params}
            // Keys are settings too, but have a separate link above.
            activeOptions={{ exact: onKeys }}
            onClick={onNavigate}
            {...item}
          >
            <Settings size={17} aria-hidden />
            {t.settings}
          </Link>
        </Item>
      </ul>
      <div className="mt-auto pt-4">
        <WaitingInvitations onNavigate={onNavigate} />
        <AccountMenu />
      </div>
      <NewLibrary organizationId={organizationId} open={adding} onClose={() => setAdding(false)} />
    </nav>
  );
}

const Item = ({ children }: { children: ReactNode }) => <li>{children}</li>;

const item = {
  className: "flex h-9 items-center gap-2.5 rounded-lg px-3 hover:bg-wash",
  activeProps: { className: "bg-accent-wash text-accent font-medium", "aria-current": "page" },
} as const;

const shortcut = navigator.platform.startsWith("Mac") ? "⌘K" : "Ctrl K";
