import { useQuery } from "@tanstack/react-query";
import { everyLibrary } from "../settings/every-library.ts";
import { GrantsPicker } from "../settings/keys/grants-picker.tsx";
import type { Level } from "../settings/keys/key.ts";
import { Part } from "../settings/keys/part.tsx";
import { Segments } from "../settings/segments.tsx";
import { appTexts } from "../texts/apps.ts";
import { keyTexts } from "../texts/keys.ts";
import { Problem, Skeleton } from "../ui/states.tsx";
import type { Access, Offer } from "./access.ts";

const t = appTexts;

interface Picked {
  offer: Offer;
  access: Access;
  onAccess(access: Access): void;
}

/** Libraries and memory that an app may read or write. Without `organizationId`, in every organization of the person. */
export function AccessPicker({
  organizationId,
  canWrite,
  ...picked
}: Picked & { organizationId: string | undefined; canWrite: boolean }) {
  const { access, onAccess } = picked;
  const offer = canWrite ? picked.offer : readOnly(picked.offer);
  return (
    <>
      {!canWrite && <p className="text-sm text-dim">{t.viewer}</p>}
      {canWrite && offer.images === "read" && offer.memory !== "write" && (
        <p className="text-sm text-dim">{t.onlyReads}</p>
      )}
      {offer.images !== "none" && (
        <Part heading="h2" title={t.libraries} lead={t.librariesLead}>
          {organizationId === undefined ? (
            <Levels
              label={keyTexts.everyLibrary}
              most={offer.images}
              value={access.everywhere}
              onValue={(everywhere) => onAccess({ ...access, everywhere })}
            />
          ) : (
            <Libraries {...{ ...picked, offer, organizationId }} />
          )}
        </Part>
      )}
      {offer.memory !== "none" && (
        <Part heading="h2" title={t.memory} lead={t.memoryLead}>
          <Levels
            label={t.memory}
            most={offer.memory}
            value={access.memory}
            onValue={(memory) => onAccess({ ...access, memory })}
          />
        </Part>
      )}
    </>
  );
}

const readOnly = ({ images, memory }: Offer): Offer => ({
  images: images === "write" ? "read" : images,
  memory: memory === "write" ? "read" : memory,
});

function Libraries({ organizationId, offer, access, onAccess }: Picked & { organizationId: string }) {
  const { data: libraries, error } = useQuery(everyLibrary(organizationId));
  if (error && !libraries) return <Problem error={error} />;
  if (!libraries) return <Skeleton className="h-24" />;
  return (
    <GrantsPicker
      libraries={libraries}
      canWrite={offer.images === "write"}
      grants={access.grants}
      onGrants={(grants) => onAccess({ ...access, grants })}
      everywhere={access.everywhere}
      onEverywhere={(everywhere) => onAccess({ ...access, everywhere })}
    />
  );
}

function Levels({
  label,
  most,
  value,
  onValue,
}: {
  label: string;
  most: Level;
  value: Level;
  onValue(level: Level): void;
}) {
  const levels = (["none", "read", "write"] as const).filter(
    (level) => level !== "write" || most === "write",
  );
  return (
    <div className="flex">
      <Segments
        label={label}
        options={levels.map((level) => [level, t.memoryLevels[level]] as const)}
        value={value}
        quiet="none"
        onValue={onValue}
      />
    </div>
  );
}
