import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { asking } from "../../api/queries.ts";
import { keyTexts } from "../../texts/keys.ts";
import { texts } from "../../texts/texts.ts";
import { Button } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { Empty, Failed, Problem, Skeleton } from "../../ui/states.tsx";
import { everyLibrary } from "../every-library.ts";
import { useMembership } from "../membership.ts";
import { OwnersOnly } from "../owners-only.tsx";
import { CreateKey } from "./create-key.tsx";
import type { Key, NewKey } from "./key.ts";
import { ChangeGrants, DeleteKey, RegenerateKey, RenameKey, RevealKey } from "./key-dialogs.tsx";
import { KeyRow } from "./key-row.tsx";
import { KeyShown } from "./key-shown.tsx";

const t = keyTexts;

/** The organization's API keys, for owners. */
export const KeysPage = () => (
  <OwnersOnly title={texts.settings.keys}>
    <Keys />
  </OwnersOnly>
);

type Asked =
  | { what: "create" }
  | { what: "grants" | "rename" | "regenerate" | "reveal" | "delete"; apiKey: Key }
  /** The secret of a key. `once` if it cannot be shown again. */
  | { what: "shown"; apiKey: Key; secret: string; once: boolean };

function Keys() {
  const { organizationId } = useMembership();
  const { data: keys, error, refetch } = useQuery(asking("listKeys", { organizationId }));
  const { data: libraries, error: librariesError } = useQuery(everyLibrary(organizationId));
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const showNew = ({ apiKey: secret, ...apiKey }: NewKey) =>
    setAsked({ what: "shown", apiKey, secret, once: true });
  const shared = { organizationId, libraries, onClose: close };
  const create = (
    <Button look="main" onClick={() => setAsked({ what: "create" })}>
      <Plus size={17} aria-hidden />
      {t.create}
    </Button>
  );
  return (
    <Page title={texts.settings.keys} lead={t.lead} actions={keys && keys.length > 0 && create}>
      {librariesError && !libraries && <Problem error={librariesError} className="mb-3" />}
      {error && !keys ? (
        <Failed error={error} onRetry={refetch} />
      ) : keys?.length === 0 ? (
        <Empty icon={KeyRound} title={t.emptyTitle} action={create}>
          {t.empty}
        </Empty>
      ) : (
        <ul className="divide-y rounded-xl border bg-card">
          {keys?.map((key) => (
            <KeyRow
              key={key.id}
              apiKey={key}
              libraries={libraries}
              onAsk={(what) => setAsked({ what, apiKey: key })}
            />
          )) ?? (
            <li className="grid gap-4 p-4">
              <Skeleton className="h-16" />
              <Skeleton className="h-16" />
            </li>
          )}
        </ul>
      )}
      {asked?.what === "create" && <CreateKey {...shared} onCreated={showNew} />}
      {asked?.what === "grants" && <ChangeGrants {...shared} apiKey={asked.apiKey} />}
      {asked?.what === "rename" && <RenameKey {...shared} apiKey={asked.apiKey} />}
      {asked?.what === "regenerate" && (
        <RegenerateKey {...shared} apiKey={asked.apiKey} onRegenerated={showNew} />
      )}
      {asked?.what === "reveal" && (
        <RevealKey
          {...shared}
          apiKey={asked.apiKey}
          onRevealed={(secret) => setAsked({ what: "shown", apiKey: asked.apiKey, secret, once: false })}
        />
      )}
      {asked?.what === "delete" && <DeleteKey {...shared} apiKey={asked.apiKey} />}
      {asked?.what === "shown" && <KeyShown {...shared} {...asked} />}
    </Page>
  );
}
