import { useState } from "react";
import { Snippets } from "../../keys/snippets.tsx";
import type { Library } from "../../server/operations.ts";
import { keyTexts } from "../../texts/keys.ts";
import { Button } from "../../ui/button.tsx";
import { Code } from "../../ui/code.tsx";
import { Dialog, DialogButtons } from "../../ui/dialog.tsx";
import { SelectField } from "../../ui/field.tsx";
import type { Key, Level, Scope } from "./key.ts";

const t = keyTexts;

/** A key's secret with code to use it. With `once` it is shown only now, so a click outside closes it only after copying. */
export function KeyShown({
  organizationId,
  apiKey: { name, libraries: grants, scopes },
  secret,
  once,
  libraries,
  onClose,
}: {
  organizationId: string;
  apiKey: Key;
  secret: string;
  once: boolean;
  libraries: readonly Library[] | undefined;
  onClose(): void;
}) {
  // Libraries with write access come first, because the first example uploads.
  const reached = Object.keys(grants).sort(
    (a, b) => Number(grants[b] === "write") - Number(grants[a] === "write"),
  );
  const [libraryId, setLibraryId] = useState(reached[0] ?? null);
  const [copied, setCopied] = useState(false);
  const [asks, setAsks] = useState(false);
  const close = () => (once && !copied ? setAsks(true) : onClose());
  return (
    <Dialog
      open
      wide
      keep={once}
      onClose={close}
      title={t.shownTitle(name)}
      description={once ? t.shownOnce : t.shownAgain}
    >
      {/* Copied with the button, or by selecting it. */}
      <div onCopy={() => setCopied(true)}>
        <Code label={t.key} text={secret} onCopied={() => setCopied(true)} />
      </div>
      <p
        role="alert"
        className={asks && !copied ? "mt-3 rounded-lg bg-danger-wash px-3 py-2 text-danger" : "sr-only"}
      >
        {asks && !copied && t.notCopied}
      </p>
      {(reached.length > 0 || scopes.length > 0) && (
        <>
          <h3 className="mb-2 mt-6 font-semibold">{t.useIt}</h3>
          {reached.length > 1 && (
            <SelectField
              className="mb-3"
              label={t.snippetLibrary}
              value={libraryId ?? ""}
              onChange={(event) => setLibraryId(event.target.value)}
            >
              {reached.map((slug) => (
                <option key={slug} value={slug}>
                  {libraries?.find(({ id }) => id === slug)?.name ?? slug}
                </option>
              ))}
            </SelectField>
          )}
          <Snippets
            organizationId={organizationId}
            libraryId={libraryId}
            apiKey={secret}
            recalls={scopes.includes("memory:read")}
            level={libraryId === null ? levelOnPeople(scopes) : (grants[libraryId] ?? "none")}
          />
        </>
      )}
      <DialogButtons>
        <Button look="main" onClick={onClose}>
          {once ? t.done : t.close}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}

const levelOnPeople = (scopes: readonly Scope[]): Level =>
  scopes.includes("users:write") ? "write" : scopes.includes("users:read") ? "read" : "none";
