import type { QueryClient } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";
import { onRefusal, Refused } from "./api/call.ts";
import { routeTree } from "./routes/routes.tsx";
import { accountQuery, forgetPerson } from "./session/session.ts";
import { followOtherTabs } from "./sign-in/other-tabs.ts";
import { NotFound, PageFailed, PagePending } from "./ui/page-states.tsx";

/** The app's router. Redirects to the sign-in page when the session ends. */
export function newRouter(queryClient: QueryClient) {
  const router = createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: PagePending,
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: NotFound,
  });
  const toSignIn = (to: string) => router.navigate({ to: "/sign-in", search: { to } });
  // The session ended elsewhere: sign in, then return to the same page.
  queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== "updated" || event.action.type !== "error") return;
    const { error } = event.action;
    if (!(error instanceof Refused) || error.code !== "UNAUTHENTICATED") return;
    const { pathname, href } = router.state.location;
    if (!pathname.startsWith("/app/") && pathname !== "/account") return;
    forgetPerson(queryClient);
    void toSignIn(href);
  });
  followOtherTabs(queryClient, {
    location: () => router.state.location,
    navigate: (options) => router.navigate(options),
    toSignIn,
    invalidate: () => router.invalidate(),
  });
  // The account's role may have changed since the page was loaded.
  onRefusal(({ code }) => {
    if (code === "FORBIDDEN") void queryClient.invalidateQueries({ queryKey: accountQuery.queryKey });
  });
  return router;
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof newRouter>;
  }
}
