import { useNavigate } from "@tanstack/react-router";
import { Image } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Output } from "../server/operations.ts";
import { noteRecent, type Recent, recentOf } from "../session/recent.ts";
import { texts } from "../texts/texts.ts";
import { Highlighted } from "../ui/highlighted.tsx";
import { sentenceOf } from "../ui/states.tsx";
import { type Destination, useDestinations } from "./destinations.ts";
import { useFoundAssets } from "./found-assets.ts";
import { fitting } from "./matching.ts";

/** One entry of the palette. */
export interface Entry {
  id: string;
  picture: ReactNode;
  label: ReactNode;
  hint?: ReactNode;
  run(): unknown;
}

export interface Group {
  id: string;
  label: string;
  entries: Entry[];
}

const t = texts.palette;
const orderOfGroups = ["libraries", "pages", "actions", "organizations"] as const;

/** The entries that match the typed text, in groups. Without text, recent ones come first. */
export function useEntries(organizationId: string, typed: string, onNewLibrary: () => void) {
  const destinations = useDestinations(organizationId, onNewLibrary);
  const { hits, waiting, error } = useFoundAssets(organizationId, typed);
  const [recent] = useState(() => recentOf(organizationId));
  const navigate = useNavigate();

  const destinationEntry = ({ id, group, icon: Icon, label, hint, run }: Destination): Entry => ({
    id,
    picture: <Icon size={17} className="mx-1.5 shrink-0" aria-hidden />,
    label,
    ...(hint !== undefined && { hint }),
    run: () => {
      if (group !== "actions") noteRecent(organizationId, { id });
      return run();
    },
  });
  const assetEntry = (asset: Required<Extract<Recent, { assetId: string }>>, label: ReactNode): Entry => ({
    id: asset.id,
    picture: <Thumb url={asset.thumbUrl} />,
    label,
    hint: destinations.find(({ id }) => id === `library ${asset.libraryId}`)?.label ?? asset.libraryId,
    run: () => {
      noteRecent(organizationId, asset);
      const { libraryId, assetId } = asset;
      return navigate({
        to: "/app/$organizationId/$libraryId/$assetId",
        params: { organizationId, libraryId, assetId },
      });
    },
  });

  const asTyped = typed.trim() === "" ? destinations : fitting(destinations, typed);
  const again = typed.trim() === "" ? recent : [];
  const recentEntries = again.flatMap((one): Entry[] => {
    if ("assetId" in one) return [assetEntry(one, one.name)];
    const known = destinations.find(({ id }) => id === one.id);
    return known ? [destinationEntry(known)] : [];
  });
  const shown = new Set(recentEntries.map(({ id }) => id));
  const groups: Group[] = [
    { id: "recent", label: t.recent, entries: recentEntries },
    ...orderOfGroups.map((group) => ({
      id: group,
      label: t.groups[group],
      entries: asTyped.filter((one) => one.group === group && !shown.has(one.id)).map(destinationEntry),
    })),
    { id: "assets", label: t.assets, entries: hits.flatMap((hit) => entryOfHit(hit, assetEntry)) },
  ];
  if (error && typed.trim() !== "") {
    groups.push({ id: "problem", label: sentenceOf(error), entries: [] });
  }
  return {
    groups: groups.filter(({ id, entries }) => entries.length > 0 || id === "problem"),
    waiting,
  };
}

function entryOfHit(
  { id, libraryId, name, thumbUrl, highlights }: Output<"searchAssets">["hits"][number],
  assetEntry: (asset: Required<Extract<Recent, { assetId: string }>>, label: ReactNode) => Entry,
): Entry[] {
  if (libraryId === null) return [];
  const asset = { id: `asset ${libraryId} ${id}`, libraryId, assetId: id, name: name ?? id, thumbUrl };
  const tag = highlights.tags?.[0];
  const label = (
    <>
      {highlights.name === undefined ? (name ?? id) : <Highlighted html={highlights.name} />}
      {highlights.name === undefined && tag !== undefined && (
        <span className="ml-2 text-sm text-dim">
          <Highlighted html={tag} />
        </span>
      )}
    </>
  );
  return [assetEntry(asset, label)];
}

/** The thumbnail of a file. That of a recent one may be gone, or its link may have expired. */
function Thumb({ url }: { url: string | null }) {
  const [broken, setBroken] = useState<string>();
  if (url === null || url === broken) return <Image size={17} className="mx-1.5 shrink-0" aria-hidden />;
  return (
    <img
      src={url}
      alt=""
      width="29"
      height="29"
      loading="lazy"
      onError={() => setBroken(url)}
      className="size-7.25 shrink-0 rounded bg-wash object-cover"
    />
  );
}
