import { useQuery } from "@tanstack/react-query";
import { Outlet, useParams, useRouter } from "@tanstack/react-router";
import { Menu as MenuIcon } from "lucide-react";
import { Dialog } from "radix-ui";
import { useEffect, useState } from "react";
import { useConnection } from "../api/connection.ts";
import { useLiveEvents } from "../live/events.ts";
import { PaletteMount } from "../palette/mount.tsx";
import { accountQuery, rememberOrganization } from "../session/session.ts";
import { texts } from "../texts/texts.ts";
import { IconButton } from "../ui/button.tsx";
import { useCovered } from "../ui/covered.ts";
import { InMain } from "../ui/main.tsx";
import { UploadPanel } from "../upload/upload-panel.tsx";
import { Sidebar } from "./sidebar.tsx";

const t = texts.shell;

/** The frame of an organization's pages, with navigation at the side, or behind a button on phones. */
export function Shell() {
  const { organizationId } = useParams({ from: "/app/$organizationId" });
  const { data: account } = useQuery(accountQuery);
  const [open, setOpen] = useState(false);
  useEffect(() => rememberOrganization(organizationId), [organizationId]);
  useLiveEvents(organizationId);
  const current = account?.organizations.find(({ id }) => id === organizationId);
  const name = current?.name ?? organizationId;
  // The slug changed or the membership ended: the route redirects.
  const router = useRouter();
  const isGone = account !== undefined && current === undefined;
  useEffect(() => {
    if (isGone) void router.invalidate();
  }, [isGone, router]);
  // An open asset covers everything except uploads and notices.
  const covered = useCovered();
  return (
    <div className="flex h-full flex-col md:flex-row">
      <a
        href="#content"
        inert={covered}
        className="sr-only focus:not-sr-only focus:absolute focus:left-3 focus:top-3 focus:z-50 focus:rounded-lg focus:bg-raised focus:px-4 focus:py-2 focus:shadow-lift"
      >
        {t.skip}
      </a>
      <header inert={covered} className="flex h-13 shrink-0 items-center gap-2 border-b px-2 md:hidden">
        <Dialog.Root open={open} onOpenChange={setOpen}>
          <Dialog.Trigger asChild>
            <IconButton label={t.menu}>
              <MenuIcon size={20} aria-hidden />
            </IconButton>
          </Dialog.Trigger>
          <Dialog.Portal>
            <Dialog.Overlay className="fixed inset-0 z-40 bg-shade animate-[appear_120ms]" />
            <Dialog.Content
              aria-describedby={undefined}
              className="fixed inset-y-0 left-0 z-50 w-72 max-w-[85vw] border-r bg-paper shadow-lift"
            >
              <Dialog.Title className="sr-only">{t.navigation}</Dialog.Title>
              <Sidebar organizationId={organizationId} onNavigate={() => setOpen(false)} />
            </Dialog.Content>
          </Dialog.Portal>
        </Dialog.Root>
        <span className="truncate font-medium">{name}</span>
      </header>
      <div inert={covered} className="hidden w-64 shrink-0 border-r md:block">
        <Sidebar organizationId={organizationId} />
      </div>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <OfflineBar />
        <main
          id="content"
          tabIndex={-1}
          inert={covered}
          className="relative min-h-0 flex-1 overflow-y-auto outline-none"
        >
          <InMain.Provider value={true}>
            <Outlet />
          </InMain.Provider>
        </main>
      </div>
      <PaletteMount organizationId={organizationId} />
      <UploadPanel />
    </div>
  );
}

function OfflineBar() {
  const connection = useConnection();
  if (connection === "connected") return null;
  return (
    <p role="status" className="bg-danger-wash px-4 py-1.5 text-center text-sm text-danger">
      {connection === "offline" ? t.youAreOffline : t.reconnecting}
    </p>
  );
}
