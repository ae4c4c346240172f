import { useQuery } from "@tanstack/react-query";
import type { Input, Role } from "../server/operations.ts";
import { everyLibrary } from "../settings/every-library.ts";
import { GrantsPicker } from "../settings/keys/grants-picker.tsx";
import type { Grants, Level } from "../settings/keys/key.ts";
import { Part } from "../settings/keys/part.tsx";
import { Segments } from "../settings/segments.tsx";
import { appTexts } from "../texts/apps.ts";
import { Problem, Skeleton } from "../ui/states.tsx";

const t = appTexts;
const memoryOptions = (["none", "read", "write"] as const).map(
  (level) => [level, t.memoryLevels[level]] as const,
);

/** What a person lets an app do in an organization. */
export interface Access {
  grants: Grants;
  everywhere: Level;
  memory: Level;
}

const readScopes = ["memory:read", "users:read", "conversations:read"] as const;
const writeScopes = [...readScopes, "memory:write", "users:write", "conversations:write"] as const;

/** The input of `connectApp` for an access. Viewers can't let an app write. */
export function asked(
  { grants, everywhere, memory }: Access,
  role: Role | undefined,
): Pick<Input<"connectApp">, "libraries" | "allLibraries" | "scopes"> {
  const atMost = (level: Level) => (role === "viewer" && level === "write" ? "read" : level);
  const all = atMost(everywhere);
  return {
    libraries: Object.fromEntries(
      Object.entries(grants).map(([id, level]) => [id, atMost(level) as Grants[string]]),
    ),
    allLibraries: all === "none" ? null : all,
    scopes: { none: [], read: [...readScopes], write: [...writeScopes] }[atMost(memory)],
  };
}

export const reachesNothing = ({ grants, everywhere, memory }: Access): boolean =>
  everywhere === "none" && memory === "none" && Object.keys(grants).length === 0;

/** Libraries and memory that an app may read or write. */
export function AccessPicker({
  organizationId,
  canWrite,
  access,
  onAccess,
}: {
  organizationId: string;
  canWrite: boolean;
  access: Access;
  onAccess(access: Access): void;
}) {
  const { data: libraries, error } = useQuery(everyLibrary(organizationId));
  return (
    <>
      {!canWrite && <p className="text-sm text-dim">{t.viewer}</p>}
      <Part heading="h2" title={t.libraries} lead={t.librariesLead}>
        {error && !libraries && <Problem error={error} />}
        {!error && !libraries && <Skeleton className="h-24" />}
        {libraries && (
          <GrantsPicker
            libraries={libraries}
            grants={access.grants}
            onGrants={(grants) => onAccess({ ...access, grants })}
            everywhere={access.everywhere}
            onEverywhere={(everywhere) => onAccess({ ...access, everywhere })}
          />
        )}
      </Part>
      <Part heading="h2" title={t.memory} lead={t.memoryLead}>
        <div className="flex">
          <Segments
            label={t.memory}
            options={memoryOptions}
            value={access.memory}
            quiet="none"
            onValue={(memory) => onAccess({ ...access, memory })}
          />
        </div>
      </Part>
    </>
  );
}
