import { createRoute } from "@tanstack/react-router";
import { mustBeSignedIn } from "../session/session.ts";
import { SignInPage } from "../sign-in/page.tsx";
import { lazyPage } from "../ui/lazy-page.ts";
import { root } from "./root.tsx";

// Pages that people open before they are in an organization.

export const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: ({ to, problem }: Record<string, unknown>): { to?: string; problem?: string } => ({
    ...(typeof to === "string" && to !== "" && { to }),
    ...(typeof problem === "string" && { problem }),
  }),
  component: SignInPage,
});

export const signedIn = createRoute({
  getParentRoute: () => root,
  path: "/signed-in",
  validateSearch: ({ to }: Record<string, unknown>): { to?: string } =>
    typeof to === "string" && to !== "" ? { to } : {},
  component: lazyPage(() => import("../sign-in/signed-in-page.tsx"), "SignedInPage"),
});

export const signInLink = createRoute({
  getParentRoute: () => root,
  path: "/sign-in/$token",
  component: lazyPage(() => import("../sign-in/link-page.tsx"), "SignInLinkPage"),
});

export const name = createRoute({
  getParentRoute: () => root,
  path: "/name",
  validateSearch: ({ to }: Record<string, unknown>): { to?: string } =>
    typeof to === "string" && to !== "" ? { to } : {},
  beforeLoad: ({ context: { queryClient }, location }) => mustBeSignedIn(queryClient, location.href),
  component: lazyPage(() => import("../sign-in/name-page.tsx"), "NamePage"),
});

export const claim = createRoute({
  getParentRoute: () => root,
  path: "/claim/$token",
  component: lazyPage(() => import("../claim/page.tsx"), "ClaimPage"),
});

export const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitations/$invitationId",
  component: lazyPage(() => import("../invitation/page.tsx"), "InvitationPage"),
});

export const device = createRoute({
  getParentRoute: () => root,
  path: "/device",
  validateSearch: ({ code }: Record<string, unknown>): { code?: string } =>
    typeof code === "string" && code !== "" ? { code } : {},
  component: lazyPage(() => import("../authorize/device-page.tsx"), "DevicePage"),
});

export const authorize = createRoute({
  getParentRoute: () => root,
  path: "/authorize/{-$step}",
  validateSearch: ({ request, error }: Record<string, unknown>): { request?: string; error?: string } => ({
    ...(typeof request === "string" && { request }),
    ...(typeof error === "string" && { error }),
  }),
  component: lazyPage(() => import("../authorize/page.tsx"), "AuthorizePage"),
});
