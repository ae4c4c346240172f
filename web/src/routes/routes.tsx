import { createRoute, redirect } from "@tanstack/react-router";
import { asking } from "../api/queries.ts";
import { AssetFailed, AssetPending } from "../asset/overlay.tsx";
import { libraryFilter } from "../library/assets/library-filter.ts";
import { currentOrganization, homeOf, mustBeSignedIn, whoIsSignedIn } from "../session/session.ts";
import { Shell } from "../shell/shell.tsx";
import { SignInPage } from "../sign-in/page.tsx";
import { lazyPage } from "../ui/lazy-page.ts";
import { isFirstRun } from "../welcome/first-run.ts";
import {
  authorize,
  claim,
  device,
  invitation,
  name,
  signedIn,
  signIn,
  signInLink,
} from "./public-routes.tsx";
import { root } from "./root.tsx";

// Signed-in people go to their last organization. Others see the sign-in page with a description of the server.
const start = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: async ({ context: { queryClient } }) => {
    const account = await whoIsSignedIn(queryClient);
    if (account && (await isFirstRun(queryClient, account))) {
      const params = { organizationId: account.organizations[0]?.id ?? "" };
      throw redirect({ to: "/app/$organizationId/-/welcome", params });
    }
    if (account) throw redirect(homeOf(account));
  },
  component: SignInPage,
});

const app = createRoute({
  getParentRoute: () => root,
  path: "/app",
  beforeLoad: () => {
    throw redirect({ to: "/", replace: true });
  },
});

const account = createRoute({
  getParentRoute: () => root,
  path: "/account",
  beforeLoad: ({ context: { queryClient }, location }) => mustBeSignedIn(queryClient, location.href),
  component: lazyPage(() => import("../account/page.tsx"), "AccountPage"),
});

// All pages of an organization. Its former slugs are redirected to the current one.
const organization = createRoute({
  getParentRoute: () => root,
  path: "/app/$organizationId",
  beforeLoad: async ({ context: { queryClient }, params, location }) => {
    await mustBeSignedIn(queryClient, location.href);
    const current = await currentOrganization(queryClient, params.organizationId);
    if (current !== params.organizationId) {
      throw redirect({
        href: location.href.replace(`/app/${params.organizationId}`, `/app/${current}`),
        replace: true,
      });
    }
    // The navigation needs the libraries, because their number decides the layout.
    const libraries = asking("listLibraries", { organizationId: current });
    const read = queryClient.prefetchQuery(libraries);
    if (queryClient.getQueryData(libraries.queryKey) === undefined) await read;
  },
  component: Shell,
});

const organizationHome = createRoute({
  getParentRoute: () => organization,
  path: "/",
  beforeLoad: async ({ context: { queryClient }, params: { organizationId } }) => {
    const libraries = await queryClient.ensureQueryData(asking("listLibraries", { organizationId }));
    const first = libraries[0];
    if (first) {
      throw redirect({
        to: "/app/$organizationId/$libraryId",
        params: { organizationId, libraryId: first.id },
        replace: true,
      });
    }
  },
  component: lazyPage(() => import("../organization/no-libraries.tsx"), "NoLibraries"),
});

// The grid stays mounted while an asset is open over it.
const library = createRoute({
  getParentRoute: () => organization,
  path: "$libraryId",
  validateSearch: libraryFilter,
  component: lazyPage(() => import("../library/page.tsx"), "LibraryPage"),
});

const asset = createRoute({
  getParentRoute: () => library,
  path: "$assetId",
  // Links to a file under an asset name the asset's page, and the file.
  beforeLoad: ({ location, params }) => {
    const { file } = location.search as { file?: unknown };
    if (typeof file !== "string") return;
    throw redirect({
      to: "/app/$organizationId/$libraryId/$assetId",
      params: { ...params, assetId: file },
      replace: true,
    });
  },
  component: lazyPage(() => import("../asset/page.tsx"), "AssetPage"),
  // Shows the frame at once on slow connections, and keeps the grid if the page cannot be loaded.
  pendingComponent: AssetPending,
  pendingMs: 0,
  pendingMinMs: 0,
  errorComponent: AssetFailed,
});

const trash = createRoute({
  getParentRoute: () => organization,
  path: "$libraryId/trash",
  component: lazyPage(() => import("../trash/page.tsx"), "TrashPage"),
});

// "-" cannot be a slug, so these paths never collide with a library.
const memory = createRoute({
  getParentRoute: () => organization,
  path: "-/memory",
  component: lazyPage(() => import("../memory/people/users-page.tsx"), "UsersPage"),
});

const memoryUser = createRoute({
  getParentRoute: () => organization,
  path: "-/memory/$userId",
  component: lazyPage(() => import("../memory/people/user-page.tsx"), "UserPage"),
});

const memoryConversation = createRoute({
  getParentRoute: () => organization,
  path: "-/memory/$userId/conversations/$conversationId",
  component: lazyPage(() => import("../memory/conversations/conversation-page.tsx"), "ConversationPage"),
});

// The name is in the hash, which browsers don't send to the server: it is what people said.
const memoryEntity = createRoute({
  getParentRoute: () => organization,
  path: "-/memory/$userId/mention",
  component: lazyPage(() => import("../memory/entities/entity-page.tsx"), "EntityPage"),
});

const webhooks = createRoute({
  getParentRoute: () => organization,
  path: "-/webhooks",
  component: lazyPage(() => import("../webhooks/page.tsx"), "WebhooksPage"),
});

const connect = createRoute({
  getParentRoute: () => organization,
  path: "-/connect",
  component: lazyPage(() => import("../connect/page.tsx"), "ConnectPage"),
});

const settings = createRoute({
  getParentRoute: () => organization,
  path: "-/settings",
  component: lazyPage(() => import("../settings/layout.tsx"), "SettingsLayout"),
});

const settingsGeneral = createRoute({
  getParentRoute: () => settings,
  path: "/",
  component: lazyPage(() => import("../settings/general/general-page.tsx"), "GeneralPage"),
});

const settingsMembers = createRoute({
  getParentRoute: () => settings,
  path: "members",
  component: lazyPage(() => import("../settings/members/members-page.tsx"), "MembersPage"),
});

const settingsKeys = createRoute({
  getParentRoute: () => settings,
  path: "keys",
  component: lazyPage(() => import("../settings/keys/keys-page.tsx"), "KeysPage"),
});

const settingsApps = createRoute({
  getParentRoute: () => settings,
  path: "apps",
  component: lazyPage(() => import("../settings/apps/apps-page.tsx"), "AppsPage"),
});

const settingsUsage = createRoute({
  getParentRoute: () => settings,
  path: "usage",
  component: lazyPage(() => import("../settings/usage/usage-page.tsx"), "UsagePage"),
});

const settingsAudit = createRoute({
  getParentRoute: () => settings,
  path: "audit",
  component: lazyPage(() => import("../settings/audit/audit-page.tsx"), "AuditPage"),
});

/** The first page after signing in on a fresh server. */
const welcome = createRoute({
  getParentRoute: () => organization,
  path: "-/welcome",
  component: lazyPage(() => import("../welcome/page.tsx"), "WelcomePage"),
});

/** All pages of the app. */
export const routeTree = root.addChildren([
  start,
  signIn,
  signInLink,
  signedIn,
  name,
  claim,
  invitation,
  authorize,
  device,
  app,
  account,
  organization.addChildren([
    organizationHome,
    library.addChildren([asset]),
    trash,
    memory,
    memoryUser,
    memoryConversation,
    memoryEntity,
    webhooks,
    connect,
    settings.addChildren([
      settingsGeneral,
      settingsMembers,
      settingsKeys,
      settingsApps,
      settingsUsage,
      settingsAudit,
    ]),
    welcome,
  ]),
]);
