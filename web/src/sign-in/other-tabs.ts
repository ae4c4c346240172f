import type { QueryClient } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { accountQuery, forgetPerson, forgetSession, goOn } from "../session/session.ts";
import { onNewsOfOtherTabs } from "../session/tab-news.ts";

/** Where this tab is, and how it leaves. */
export interface Tab {
  location(): { pathname: string; href: string; search: { to?: string } };
  navigate(options: { href: string; replace: true }): unknown;
  toSignIn(to: string): unknown;
  invalidate(): unknown;
}

/** A browser has one session: what one tab makes of it holds in all of them. */
export function followOtherTabs(queryClient: QueryClient, tab: Tab): void {
  const isWaiting = () => ["/", "/sign-in"].includes(tab.location().pathname);
  const isPrivate = () => /^\/(app|account)(\/|$)/.test(tab.location().pathname);
  const enter = () => goOn(queryClient, tab.navigate, tab.location().search.to);

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

  // News that was told while this tab slept, or by the link in another window, is asked for.
  document.addEventListener("visibilitychange", async () => {
    if (document.visibilityState !== "visible" || !isWaiting()) return;
    const account = await call("getAccount", {}).catch(() => null);
    if (account && isWaiting()) await enter();
  });

  /** The same person again keeps what is on the page. */
  async function asWhoeverIsSignedIn() {
    const before = queryClient.getQueryData(accountQuery.queryKey);
    const now = await queryClient.fetchQuery({ ...accountQuery, staleTime: 0 }).catch(() => undefined);
    if (now === undefined || now.id === before?.id) return;
    forgetSession(queryClient);
    tab.invalidate();
  }
}
