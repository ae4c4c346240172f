import { type ReactNode, useEffect } from "react";
import { classes } from "./classes.ts";

/** Sets the document's title. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Rookery`;
  }, [title]);
}

/** A page with a heading and `actions` beside it. `wide` uses the full width. */
export function Page({
  title,
  lead,
  actions,
  children,
  wide = false,
}: {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  wide?: boolean;
}) {
  useTitle(title);
  return (
    <div className={classes("px-4 py-6 sm:px-8", !wide && "mx-auto w-full max-w-4xl")}>
      <header className="mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-2xl font-semibold leading-tight wrap-anywhere">{title}</h1>
          {lead && <p className="mt-1 text-dim">{lead}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** A section of a page with a heading. */
export function Section({
  title,
  lead,
  actions,
  children,
}: {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="mb-10">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <div>
          <h2 className="text-lg font-semibold">{title}</h2>
          {lead && <p className="text-dim">{lead}</p>}
        </div>
        {actions}
      </div>
      {children}
    </section>
  );
}

/** A framed group of rows or fields. */
export const Card = ({ children, className }: { children: ReactNode; className?: string }) => (
  <div className={classes("rounded-xl border bg-card p-4 sm:p-5", className)}>{children}</div>
);

/** A page outside an organization: sign-in, claim, invitation. */
export function StandalonePage({
  title,
  children,
  wide = false,
}: {
  title: string;
  children: ReactNode;
  wide?: boolean;
}) {
  useTitle(title);
  return (
    <main id="content" className="grid min-h-full grid-cols-1 content-center px-5 py-12">
      <div className={classes("mx-auto w-full", wide ? "max-w-2xl" : "max-w-md")}>
        <img src="/web/icon.svg" alt="" width="56" height="56" className="mb-5" />
        {children}
      </div>
    </main>
  );
}
