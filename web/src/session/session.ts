import type { QueryClient } from "@tanstack/react-query";
import { redirect } from "@tanstack/react-router";
import { call, Refused } from "../api/call.ts";
import { asking } from "../api/queries.ts";
import type { Account } from "../server/operations.ts";
import { forgetUndo } from "../ui/undo.ts";
import { drafts } from "./drafts.ts";
import { forgetRecent } from "./recent.ts";
import { notifyOtherTabs } from "./tab-news.ts";

export const accountQuery = asking("getAccount", {});

/** The signed-in account, or null. */
export async function whoIsSignedIn(queryClient: QueryClient): Promise<Account | null> {
  try {
    return await queryClient.ensureQueryData(accountQuery);
  } catch (error) {
    if (error instanceof Refused && error.code === "UNAUTHENTICATED") return null;
    throw error;
  }
}

/** The signed-in account. Without one, redirects to the sign-in page and afterwards back to `path`. */
export async function mustBeSignedIn(queryClient: QueryClient, path: string): Promise<Account> {
  const account = await whoIsSignedIn(queryClient);
  if (!account) throw redirect({ to: "/sign-in", search: { to: path } });
  return account;
}

/** The current slug of an organization, for a current or former one. An unknown slug is returned unchanged. */
export async function currentOrganization(queryClient: QueryClient, slug: string): Promise<string> {
  const account = await queryClient.ensureQueryData(accountQuery);
  if (account.organizations.some(({ id }) => id === slug)) return slug;
  return (await queryClient.fetchQuery(asking("getOrganization", { organizationId: slug }))).id;
}

const lastKey = "organization";

/** Remembers the last organization in this browser. */
export const rememberOrganization = (id: string): void => localStorage.setItem(lastKey, id);

/** The account's start page: its last organization, otherwise its first, otherwise the account settings. */
export function homeOf({ organizations }: Account) {
  const last = localStorage.getItem(lastKey);
  const { id } = organizations.find((one) => one.id === last) ?? organizations[0] ?? {};
  if (id === undefined) return { to: "/account" } as const;
  return { to: "/app/$organizationId", params: { organizationId: id } } as const;
}

type Navigate = (options: { href: string; replace: true }) => unknown;

/**
 * Continues to `to` or the start page after signing in, and updates the browser's other tabs. A new person is asked for their
 * name first.
 */
export async function enter(
  queryClient: QueryClient,
  navigate: Navigate,
  to: string | null | undefined,
): Promise<void> {
  notifyOtherTabs("signed-in");
  const account = await call("getAccount", {}).catch(() => undefined);
  forgetSession(queryClient);
  if (account) queryClient.setQueryData(accountQuery.queryKey, account);
  const path = safePath(to);
  const href = account?.hasChosenName !== false ? path : `/name?${new URLSearchParams({ to: path })}`;
  await navigate({ href, replace: true });
}

/** Goes to `to` or the start page, and clears the data of any previous session. */
export async function continueTo(
  queryClient: QueryClient,
  navigate: Navigate,
  to: string | null | undefined,
): Promise<void> {
  forgetSession(queryClient);
  await navigate({ href: safePath(to), replace: true });
}

/** A path of this app, or the start page. */
export const safePath = (to: string | null | undefined): string =>
  to && /^\/(?![/\\])[^\s\\]*$/.test(to) ? to : "/";

/** Removes the signed-in person's data from this browser: cached answers, drafts and recent pages. */
export function forgetPerson(queryClient: QueryClient): void {
  queryClient.clear();
  drafts.clear();
  forgetUndo();
  localStorage.removeItem(lastKey);
  forgetRecent();
}

/** Clears cached answers. Queries on the page run again as the current person. */
export function forgetSession(queryClient: QueryClient): void {
  queryClient.removeQueries({ type: "inactive" });
  void queryClient.resetQueries();
}
