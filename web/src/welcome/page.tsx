import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { KeyRound } from "lucide-react";
import { call } from "../api/call.ts";
import type { Library } from "../api/operations.ts";
import { asking } from "../api/queries.ts";
import { Snippets } from "../keys/snippets.tsx";
import { NoLibraries } from "../shell/no-libraries.tsx";
import { useRole } from "../shell/role.ts";
import { texts } from "../texts.ts";
import { Button, buttonLook } from "../ui/button.tsx";
import { Code } from "../ui/code.tsx";
import { Page, Section } from "../ui/page.tsx";
import { Failed, Problem, Skeleton } from "../ui/states.tsx";
import { noteWelcomed } from "./first-run.ts";

const said = texts.welcome;

/** The first page on a fresh server: a key, and the three ways to use it. */
export function WelcomePage() {
  const { organizationId } = useParams({ from: "/app/$organizationId/-/welcome" });
  const { data: libraries, error, refetch } = useQuery(asking("listLibraries", { organizationId }));
  if (error && !libraries) return <Failed error={error} onRetry={refetch} />;
  if (!libraries) {
    return (
      <Page title={said.title}>
        <div role="status" aria-busy="true" aria-label={texts.ui.loading} className="grid gap-4">
          <Skeleton className="h-6" />
          <Skeleton className="h-40" />
        </div>
      </Page>
    );
  }
  const [library] = libraries;
  if (!library) return <NoLibraries />;
  return <Begin organizationId={organizationId} library={library} />;
}

function Begin({ organizationId, library }: { organizationId: string; library: Library }) {
  const { isOwner } = useRole(organizationId);
  const queryClient = useQueryClient();
  const name = library.name ?? library.id;
  const mutationKey = ["createKey", organizationId];
  const { mutate, data, isPending, error } = useMutation({
    mutationKey,
    mutationFn: () =>
      call("createKey", { organizationId, name: said.keyName, libraries: { [library.id]: "write" } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["listKeys"] }),
  });
  // A double click is faster than the button can be disabled.
  const create = () => {
    if (queryClient.isMutating({ mutationKey }) === 0) mutate();
  };
  return (
    <Page
      title={said.title}
      lead={said.lead(name)}
      actions={
        <Link
          to="/app/$organizationId/$libraryId"
          params={{ organizationId, libraryId: library.id }}
          onClick={() => noteWelcomed(organizationId)}
          className={buttonLook("main")}
        >
          {said.go}
        </Link>
      }
    >
      <Section title={said.keyTitle} lead={said.keyLead(name)}>
        <div aria-live="polite">
          {!isOwner && <p>{said.ownersMakeKeys}</p>}
          {isOwner && !data && (
            <Button busy={isPending} onClick={create}>
              {!isPending && <KeyRound size={17} aria-hidden />}
              {said.createKey}
            </Button>
          )}
          {error && <Problem error={error} />}
          {data && (
            <>
              <Code label={said.key} text={data.apiKey} />
              <p className="mt-2 text-dim">{said.keyShown}</p>
            </>
          )}
        </div>
      </Section>
      <Section title={said.useTitle} lead={data ? said.useLeadFilled : said.useLead}>
        <Snippets
          organizationId={organizationId}
          libraryId={library.id}
          {...(data && { apiKey: data.apiKey })}
        />
      </Section>
    </Page>
  );
}
