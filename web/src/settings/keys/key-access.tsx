import type { Dispatch, SetStateAction } from "react";
import type { Library } from "../../server/operations.ts";
import { keyTexts } from "../../texts/keys.ts";
import { Skeleton } from "../../ui/states.tsx";
import { GrantsPicker } from "./grants-picker.tsx";
import { type Grants, grantsAmong, type Level, type Scope } from "./key.ts";
import { Part } from "./part.tsx";
import { ScopesPicker } from "./scopes-picker.tsx";

const t = keyTexts;

/** What a key may do. `everywhere` is its level in all libraries, now and later. */
export interface Access {
  grants: Grants;
  everywhere: Level;
  scopes: Scope[];
}

export const reachesNothing = ({ grants, everywhere, scopes }: Access): boolean =>
  everywhere === "none" && Object.keys(grants).length === 0 && scopes.length === 0;

/** The access as calls take it. Grants of libraries that are gone are left out. */
export const inputOf = (
  { grants, everywhere, scopes }: Access,
  libraries: readonly Library[] | undefined = [],
) => ({
  libraries: grantsAmong(libraries, grants),
  allLibraries: everywhere === "none" ? null : everywhere,
  scopes,
});

/** The parts of a form that choose a key's access to libraries and memory. */
export function KeyAccess({
  libraries,
  access,
  onAccess,
}: {
  libraries: readonly Library[] | undefined;
  access: Access;
  onAccess: Dispatch<SetStateAction<Access>>;
}) {
  return (
    <>
      <Part title={t.libraries} lead={t.librariesLead}>
        {libraries ? (
          <GrantsPicker
            libraries={libraries}
            grants={access.grants}
            onGrants={(grants) => onAccess((before) => ({ ...before, grants }))}
            everywhere={access.everywhere}
            onEverywhere={(everywhere) => onAccess((before) => ({ ...before, everywhere }))}
          />
        ) : (
          <Skeleton className="h-24" />
        )}
      </Part>
      <Part title={t.memory} lead={t.memoryLead}>
        <ScopesPicker
          chosen={access.scopes}
          onChosen={(scopes) => onAccess((before) => ({ ...before, scopes }))}
        />
      </Part>
    </>
  );
}
