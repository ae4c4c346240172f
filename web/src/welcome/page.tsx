import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { call } from "../api/call.ts";
import { asking } from "../api/queries.ts";
import { Snippets } from "../keys/snippets.tsx";
import { NoLibraries } from "../organization/no-libraries.tsx";
import type { Library } from "../server/operations.ts";
import { useRole } from "../session/role.ts";
import { texts } from "../texts/texts.ts";
import { useAttempt } from "../ui/attempt.ts";
import { Button, buttonLook } from "../ui/button.tsx";
import { Code } from "../ui/code.tsx";
import { Page, Section } from "../ui/page.tsx";
import { Failed, Problem, Skeleton } from "../ui/states.tsx";
import { DropTarget } from "../upload/drop-target.tsx";
import { noteWelcomed } from "./first-run.ts";

const t = texts.welcome;

/** The first page on a fresh server: a key, code to use it, and a drop area. */
export function WelcomePage() {
  const { organizationId } = useParams({ from: "/app/$organizationId/-/welcome" });
  const { data: libraries, error, refetch } = useQuery(asking("listLibraries", { organizationId }));
  if (error && !libraries) return <Failed error={error} onRetry={refetch} />;
  if (!libraries) {
    return (
      <Page title={t.title}>
        <div role="status" aria-busy="true" aria-label={texts.ui.loading} className="grid gap-4">
          <Skeleton className="h-6" />
          <Skeleton className="h-40" />
        </div>
      </Page>
    );
  }
  const [library] = libraries;
  if (!library) return <NoLibraries />;
  return (
    <DropTarget organizationId={organizationId} libraryId={library.id}>
      <Begin organizationId={organizationId} library={library} />
    </DropTarget>
  );
}

function Begin({ organizationId, library }: { organizationId: string; library: Library }) {
  const { isOwner } = useRole(organizationId);
  const queryClient = useQueryClient();
  const name = library.name ?? library.id;
  // Kept in state, because a cache would outlive the page.
  const [secret, setSecret] = useState<string | null>(null);
  const { busy, error, attempt } = useAttempt();
  const create = () =>
    attempt(async () => {
      const libraries = { [library.id]: "write" } as const;
      const { apiKey } = await call("createKey", { organizationId, name: t.keyName, libraries });
      setSecret(apiKey);
      await queryClient.invalidateQueries({ queryKey: ["listKeys"] });
    });
  return (
    <Page
      title={t.title}
      lead={t.lead(name)}
      actions={
        <Link
          to="/app/$organizationId/$libraryId"
          params={{ organizationId, libraryId: library.id }}
          onClick={() => noteWelcomed(organizationId)}
          className={buttonLook("main")}
        >
          {t.go}
        </Link>
      }
    >
      <Section title={t.keyTitle} lead={t.keyLead(name)}>
        {!isOwner && <p>{t.ownersMakeKeys}</p>}
        {isOwner && secret === null && (
          <Button busy={busy} onClick={create}>
            {!busy && <KeyRound size={17} aria-hidden />}
            {t.createKey}
          </Button>
        )}
        {error && <Problem error={error} />}
        {secret !== null && <Code label={t.key} text={secret} />}
        <p role="status" className={secret === null ? "sr-only" : "mt-2 text-dim"}>
          {secret !== null && t.keyShown}
        </p>
      </Section>
      <Section title={t.useTitle} lead={secret !== null ? t.useLeadFilled : t.useLead}>
        <Snippets
          organizationId={organizationId}
          libraryId={library.id}
          {...(secret !== null && { apiKey: secret })}
        />
      </Section>
    </Page>
  );
}
