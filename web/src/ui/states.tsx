import { CloudOff, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { offline, Refused } from "../api/call.ts";
import { useOnReturn } from "../api/connection.ts";
import { texts } from "../texts/texts.ts";
import { Button } from "./button.tsx";
import { classes } from "./classes.ts";

/** A loading placeholder. */
export const Skeleton = ({ className }: { className?: string }) => (
  <div aria-hidden="true" className={classes("animate-pulse rounded-lg bg-wash", className)} />
);

/** An empty page or list: says what belongs here and how to start. */
export function Empty({
  icon: Icon,
  title,
  children,
  action,
  page = false,
}: {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** It fills the page, so its title is the page's heading. */
  page?: boolean;
}) {
  const Title = page ? "h1" : "h2";
  return (
    <div className="mx-auto grid max-w-md justify-items-center gap-3 px-6 py-16 text-center">
      <Icon size={36} strokeWidth={1.5} className="text-dim" aria-hidden />
      <Title className="text-lg font-semibold">{title}</Title>
      {children && <div className="text-dim">{children}</div>}
      {action}
    </div>
  );
}

/** An error in the server's words, next to the form or action. */
export function Problem({ error, className }: { error: Error; className?: string }) {
  return (
    <p role="alert" className={classes("mt-3 rounded-lg bg-danger-wash px-3 py-2 text-danger", className)}>
      {sentenceOf(error)}
    </p>
  );
}

/** An error instead of a whole page or list. */
export function Failed({ error, onRetry, page = false }: { error: Error; onRetry?(): void; page?: boolean }) {
  const Title = page ? "h1" : "h2";
  const away = error instanceof Refused && error.code === offline;
  useOnReturn(away ? onRetry : undefined);
  return (
    <div role="alert" className="mx-auto grid max-w-md justify-items-center gap-3 px-6 py-16 text-center">
      {away ? (
        <CloudOff size={36} strokeWidth={1.5} aria-hidden />
      ) : (
        <TriangleAlert size={36} strokeWidth={1.5} aria-hidden />
      )}
      <Title className="text-lg font-semibold">{away ? texts.ui.offline : texts.ui.failed}</Title>
      <p className="text-dim">{sentenceOf(error)}</p>
      {onRetry && <Button onClick={onRetry}>{texts.ui.retry}</Button>}
    </div>
  );
}

/** The sentence to show for any error. */
export const sentenceOf = (error: unknown): string =>
  error instanceof Refused
    ? error.code === "BAD_USER_INPUT"
      ? withoutFields(error.message)
      : error.message
    : texts.ui.unexpected;

/** Removes field names for programs ("tags[0]: …"), because people see the field. */
const withoutFields = (sentences: string): string =>
  sentences.replace(
    /(^|\. )[\w-]+(?:\[\d+\]|\.[\w-]+)*: (\P{Lu})/gu,
    (_, before: string, first: string) => before + first.toUpperCase(),
  );
