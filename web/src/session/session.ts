import type { QueryClient } from "@tanstack/react-query";
import { redirect } from "@tanstack/react-router";
import { Refused } from "../api/call.ts";
import { asking } from "../api/queries.ts";
import type { Account } from "../server/operations.ts";
import { forgetUndo } from "../ui/undo.ts";
import { drafts } from "./drafts.ts";
import { forgetRecent } from "./recent.ts";
import { notifyOtherTabs } from "./tab-news.ts";

export const accountQuery = asking("getAccount", {});

/** The account that is signed in, or null. */
export async function whoIsSignedIn(queryClient: QueryClient): Promise<Account | null> {
  try {
    return await queryClient.ensureQueryData(accountQuery);
  } catch (error) {
    if (error instanceof Refused && error.code === "UNAUTHENTICATED") return null;
    throw error;
  }
}

/** Sends who is not signed in to do so, and back to `path` afterwards. */
export async function mustBeSignedIn(queryClient: QueryClient, path: string): Promise<Account> {
  const account = await whoIsSignedIn(queryClient);
  if (!account) throw redirect({ to: "/sign-in", search: { to: path } });
  return account;
}

/** The slug that an organization has now; `slug` may be one that it had. An unknown one stays as it is. */
export async function currentOrganization(queryClient: QueryClient, slug: string): Promise<string> {
  const account = await queryClient.ensureQueryData(accountQuery);
  if (account.organizations.some(({ id }) => id === slug)) return slug;
  return (await queryClient.fetchQuery(asking("getOrganization", { organizationId: slug }))).id;
}

const lastKey = "organization";

/** Remembers which organization this browser looked at last. */
export const rememberOrganization = (id: string): void => localStorage.setItem(lastKey, id);

/** Where an account's app begins: the organization it was in last, or its first, or its own settings. */
export function homeOf({ organizations }: Account) {
  const last = localStorage.getItem(lastKey);
  const { id } = organizations.find((one) => one.id === last) ?? organizations[0] ?? {};
  if (id === undefined) return { to: "/account" } as const;
  return { to: "/app/$organizationId", params: { organizationId: id } } as const;
}

type Navigate = (options: { href: string; replace: true }) => unknown;

/** Goes on after signing in, to `to` or home, in this browser's other tabs too. */
export async function enter(
  queryClient: QueryClient,
  navigate: Navigate,
  to: string | null | undefined,
): Promise<void> {
  notifyOtherTabs("signed-in");
  await goOn(queryClient, navigate, to);
}

/** Goes to `to` or home. All that was known of another session is forgotten. */
export async function goOn(
  queryClient: QueryClient,
  navigate: Navigate,
  to: string | null | undefined,
): Promise<void> {
  forgetSession(queryClient);
  const safe = to && /^\/(?![/\\])[^\s\\]*$/.test(to) ? to : "/";
  await navigate({ href: safe, replace: true });
}

/** Leaves nothing in this browser of who was signed in: what they were told, what they wrote, and where they went. */
export function forgetPerson(queryClient: QueryClient): void {
  queryClient.clear();
  drafts.clear();
  forgetUndo();
  localStorage.removeItem(lastKey);
  forgetRecent();
}

/** Forgets what one session was told. What is on the page is asked again, as whoever is signed in now. */
export function forgetSession(queryClient: QueryClient): void {
  queryClient.removeQueries({ type: "inactive" });
  void queryClient.resetQueries();
}
