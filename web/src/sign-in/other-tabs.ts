import type { QueryClient } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { accountQuery, continueTo, forgetPerson, forgetSession } from "../session/session.ts";
import { onNewsOfOtherTabs } from "../session/tab-news.ts";

/** The current path of this tab, and how to leave it. */
export interface Tab {
  location(): { pathname: string; href: string; search: { to?: string } };
  navigate(options: { href: string; replace: true }): unknown;
  toSignIn(to: string): unknown;
  invalidate(): unknown;
}

/** Applies changes of the session in one tab to this one, because all tabs share it. */
export function followOtherTabs(queryClient: QueryClient, tab: Tab): void {
  const isWaiting = () => ["/", "/sign-in"].includes(tab.location().pathname);
  const isPrivate = () => /^\/(app|account)(\/|$)/.test(tab.location().pathname);
  const enter = () => continueTo(queryClient, tab.navigate, tab.location().search.to);

  onNewsOfOtherTabs(async (news) => {
    const location = tab.location();
    if (news === "signed-out") {
      if (!isPrivate()) return forgetSession(queryClient);
      forgetPerson(queryClient);
      tab.toSignIn(location.href);
    } else if (isWaiting()) await enter();
    else if (isPrivate()) await asWhoeverIsSignedIn();
    else if (!location.pathname.startsWith("/sign-in/")) forgetSession(queryClient);
  });

  // Reads the account again when the tab becomes visible, in case it missed a message.
  document.addEventListener("visibilitychange", async () => {
    if (document.visibilityState !== "visible" || !isWaiting()) return;
    const account = await call("getAccount", {}).catch(() => null);
    if (account && isWaiting()) await enter();
  });

  /** Keeps the page if the same person is signed in again. */
  async function asWhoeverIsSignedIn() {
    const before = queryClient.getQueryData(accountQuery.queryKey);
    const now = await queryClient.fetchQuery({ ...accountQuery, staleTime: 0 }).catch(() => undefined);
    if (now === undefined || now.id === before?.id) return;
    forgetSession(queryClient);
    tab.invalidate();
  }
}
