import { Building2, type LucideIcon, MapPin, PawPrint, User } from "lucide-react";
import type { Output } from "../../server/operations.ts";
import { memoryTexts } from "../../texts/memory.ts";

type Named = Pick<Output<"getEntity">, "kind" | "relation">;

const icons: Record<Named["kind"], LucideIcon> = {
  person: User,
  pet: PawPrint,
  place: MapPin,
  organization: Building2,
};

/** The icon of a person, pet, place or organization. */
export function KindIcon({ kind }: { kind: Named["kind"] }) {
  const Icon = icons[kind];
  return (
    <span className="grid size-9 shrink-0 place-items-center rounded-full bg-wash text-dim">
      <Icon size={18} aria-hidden />
    </span>
  );
}

/** What it is, such as "Person · sister". */
export const kindOf = ({ kind, relation }: Named): string =>
  [memoryTexts.entityKinds[kind], relation].filter((part) => part !== null).join(" · ");
