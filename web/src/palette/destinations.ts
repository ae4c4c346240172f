import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import {
  Brain,
  Building2,
  ChartColumn,
  Images,
  KeyRound,
  LogOut,
  type LucideIcon,
  Monitor,
  Moon,
  Plug,
  Plus,
  ScrollText,
  Settings,
  Sun,
  Trash2,
  Upload,
  UserRound,
  Users,
  Webhook,
} from "lucide-react";
import { asking } from "../api/queries.ts";
import { useRole } from "../session/role.ts";
import { accountQuery } from "../session/session.ts";
import { useSignOut } from "../session/use-sign-out.ts";
import { texts } from "../texts/texts.ts";
import { count } from "../ui/format.ts";
import { chooseTheme, type Theme } from "../ui/theme.ts";
import { chooseFiles } from "../upload/choose-files.ts";

/** A page to open or an action to run. */
export interface Destination {
  /** Stable between visits, to remember recent ones. */
  id: string;
  group: "libraries" | "pages" | "actions" | "organizations";
  icon: LucideIcon;
  label: string;
  hint?: string;
  run(): unknown;
}

const t = texts.palette;
const shell = texts.shell;
const themeIcons: Record<Theme, LucideIcon> = { system: Monitor, light: Sun, dark: Moon };

/** All destinations of the palette in an organization except assets, as far as the role allows. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list of destinations, read from top to bottom
export function useDestinations(organizationId: string, onNewLibrary: () => void): Destination[] {
  const { data: libraries = [] } = useQuery(asking("listLibraries", { organizationId }));
  const { data: account } = useQuery(accountQuery);
  const { canEdit, isOwner } = useRole(organizationId);
  const { libraryId } = useParams({ strict: false });
  const signOut = useSignOut();
  const navigate = useNavigate();
  const params = { organizationId };

  const page = (id: string, icon: LucideIcon, label: string, run: () => unknown): Destination => ({
    id,
    group: "pages",
    icon,
    label,
    run,
  });
  const action = (id: string, icon: LucideIcon, label: string, run: () => unknown): Destination => ({
    ...page(id, icon, label, run),
    group: "actions",
  });
  const current = libraries.find(({ id }) => id === libraryId);
  const target = current ?? (libraries.length === 1 ? libraries[0] : undefined);

  return [
    ...libraries.map(
      ({ id, name, assetsCount }): Destination => ({
        id: `library ${id}`,
        group: "libraries",
        icon: Images,
        label: name ?? id,
        hint: count(assetsCount),
        run: () =>
          navigate({ to: "/app/$organizationId/$libraryId", params: { organizationId, libraryId: id } }),
      }),
    ),
    ...(canEdit && target
      ? [
          action("upload", Upload, t.upload(target.name ?? target.id), () =>
            chooseFiles({ organizationId, libraryId: target.id }),
          ),
        ]
      : []),
    ...(current
      ? [
          page(`trash ${current.id}`, Trash2, t.trashOf(current.name ?? current.id), () =>
            navigate({
              to: "/app/$organizationId/$libraryId/trash",
              params: { organizationId, libraryId: current.id },
            }),
          ),
        ]
      : []),
    page("memory", Brain, shell.memory, () => navigate({ to: "/app/$organizationId/-/memory", params })),
    page("connect", Plug, shell.connect, () => navigate({ to: "/app/$organizationId/-/connect", params })),
    page("settings", Settings, t.general, () => navigate({ to: "/app/$organizationId/-/settings", params })),
    page("members", Users, t.members, () =>
      navigate({ to: "/app/$organizationId/-/settings/members", params }),
    ),
    page("usage", ChartColumn, t.usage, () =>
      navigate({ to: "/app/$organizationId/-/settings/usage", params }),
    ),
    ...(isOwner
      ? [
          page("keys", KeyRound, shell.keys, () =>
            navigate({ to: "/app/$organizationId/-/settings/keys", params }),
          ),
          page("audit", ScrollText, t.audit, () =>
            navigate({ to: "/app/$organizationId/-/settings/audit", params }),
          ),
          page("webhooks", Webhook, shell.webhooks, () =>
            navigate({ to: "/app/$organizationId/-/webhooks", params }),
          ),
        ]
      : []),
    page("account", UserRound, shell.account, () => navigate({ to: "/account" })),
    ...(account?.organizations ?? [])
      .filter(({ id }) => id !== organizationId)
      .map(
        ({ id, name }): Destination => ({
          id: `organization ${id}`,
          group: "organizations",
          icon: Building2,
          label: name ?? id,
          run: () => navigate({ to: "/app/$organizationId", params: { organizationId: id } }),
        }),
      ),
    ...(isOwner
      ? [
          action("new library", Plus, shell.newLibrary, onNewLibrary),
          action("new key", KeyRound, t.newKey, () =>
            navigate({ to: "/app/$organizationId/-/settings/keys", params }),
          ),
        ]
      : []),
    ...(["system", "light", "dark"] as const).map((theme) =>
      action(`theme ${theme}`, themeIcons[theme], t.theme(shell.themes[theme]), () => chooseTheme(theme)),
    ),
    action("sign out", LogOut, shell.signOut, signOut),
  ];
}
