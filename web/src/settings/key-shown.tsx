import { useState } from "react";
import type { Library } from "../api/operations.ts";
import { Snippets } from "../keys/snippets.tsx";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Code } from "../ui/code.tsx";
import { Dialog, DialogButtons } from "../ui/dialog.tsx";
import { SelectField } from "../ui/field.tsx";
import type { Key, Level, Scope } from "./key.ts";

const said = texts.keys;

/** A key's secret, and ways to use it. With `once`, it is the only time, so a click beside it doesn't close it. */
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
  // What it may write to comes first, since the first example uploads.
  const reached = Object.keys(grants).sort(
    (a, b) => Number(grants[b] === "write") - Number(grants[a] === "write"),
  );
  const [libraryId, setLibraryId] = useState(reached[0] ?? null);
  return (
    <Dialog
      open
      wide
      keep={once}
      onClose={onClose}
      title={said.shownTitle(name)}
      description={once ? said.shownOnce : said.shownAgain}
    >
      <Code label={said.key} text={secret} />
      {(reached.length > 0 || scopes.length > 0) && (
        <>
          <h3 className="mb-2 mt-6 font-semibold">{said.useIt}</h3>
          {reached.length > 1 && (
            <SelectField
              className="mb-3"
              label={said.snippetLibrary}
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
            level={libraryId === null ? levelOnPeople(scopes) : (grants[libraryId] ?? "none")}
          />
        </>
      )}
      <DialogButtons>
        <Button look="main" onClick={onClose}>
          {once ? said.done : said.close}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}

const levelOnPeople = (scopes: readonly Scope[]): Level =>
  scopes.includes("users:write") ? "write" : scopes.includes("users:read") ? "read" : "none";
