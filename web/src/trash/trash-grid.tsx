import { Check, File } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, useRef } from "react";
import { fadingIn } from "../library/pictures/asset-picture.tsx";
import { Blurhash } from "../library/pictures/blurhash.tsx";
import { mayBeTransparent } from "../library/pictures/sources.ts";
import type { Output } from "../server/operations.ts";
import { texts } from "../texts/texts.ts";
import { classes } from "../ui/classes.ts";
import { dayOf, momentOf } from "../ui/format.ts";
import type { Chosen } from "./chosen.ts";

type TrashedAsset = Output<"listTrash">["assets"][number];

const t = texts.trash;
const soonMs = 3 * 86_400_000;

// Like the squares of the library.
export const cells = "grid grid-cols-[repeat(auto-fill,minmax(156px,1fr))] gap-2 sm:gap-3.5";

/**
 * The assets in the trash. With `chosen` they can be selected by click, Shift and click for a range, or arrow keys, Space
 * and Ctrl A.
 */
export function TrashGrid({
  assets,
  chosen,
  onPurge,
}: {
  assets: readonly TrashedAsset[];
  chosen: Chosen | null;
  /** The Delete key, with a selection. */
  onPurge(): void;
}) {
  const list = useRef<HTMLUListElement>(null);
  const last = useRef<string | null>(null);

  const onClick = (event: MouseEvent, id: string) => {
    const from = assets.findIndex((asset) => asset.id === last.current);
    const to = assets.findIndex((asset) => asset.id === id);
    if (event.shiftKey && from >= 0) {
      chosen?.add(assets.slice(Math.min(from, to), Math.max(from, to) + 1).map((asset) => asset.id));
    } else chosen?.toggle(id);
    last.current = id;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const boxes = [...(list.current?.querySelectorAll<HTMLInputElement>("input") ?? [])];
    const at = boxes.indexOf(event.target as HTMLInputElement);
    if (event.key === "a" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      chosen?.add(assets.map(({ id }) => id));
    } else if (event.key === "Escape") chosen?.clear();
    else if (event.key === "Delete" && chosen && chosen.ids.size > 0) onPurge();
    const columns = getComputedStyle(list.current as Element).gridTemplateColumns.split(" ").length;
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
    if (by === undefined || at < 0) return;
    event.preventDefault();
    boxes[at + by]?.focus();
  };
  // Without a selection there is no checkbox to label.
  const Box = chosen ? "label" : "div";
  return (
    <ul
      ref={list}
      className={classes("group/grid", cells)}
      data-choosing={chosen && chosen.ids.size > 0 ? "" : undefined}
      onKeyDown={onKeyDown}
    >
      {assets.map((asset) => (
        <li key={asset.id} className="relative [content-visibility:auto] [contain-intrinsic-size:auto_14rem]">
          <Box
            className={classes(
              "group/cell block rounded-lg select-none has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
              chosen && "cursor-pointer",
            )}
          >
            <Thumb asset={asset} selected={chosen?.ids.has(asset.id) === true} />
            {chosen && (
              <input
                type="checkbox"
                aria-label={t.choose(nameOf(asset))}
                checked={chosen.ids.has(asset.id)}
                onClick={(event) => onClick(event, asset.id)}
                // Handled by onClick, which knows whether Shift is pressed.
                onChange={() => {}}
                className="absolute left-2 top-2 z-10 size-7 cursor-pointer appearance-none rounded-full border-2 border-white bg-black/35 opacity-0 shadow-lift outline-none group-hover/cell:opacity-100 group-data-choosing/grid:opacity-100 checked:border-transparent checked:bg-accent checked:opacity-100 focus-visible:opacity-100"
              />
            )}
            {chosen?.ids.has(asset.id) && (
              <Check
                size={16}
                strokeWidth={3}
                className="pointer-events-none absolute left-3.5 top-3.5 z-10 text-on-accent"
                aria-hidden
              />
            )}
            <span className="block px-0.5 pt-1.5">
              <bdi className="block truncate text-sm" title={nameOf(asset)}>
                {nameOf(asset)}
              </bdi>
              <Until asset={asset} />
            </span>
          </Box>
        </li>
      ))}
    </ul>
  );
}

const Thumb = ({
  asset: { thumbUrl, blurhash, width, height, contentType },
  selected,
}: {
  asset: TrashedAsset;
  selected: boolean;
}) => (
  <span
    className={classes(
      "relative grid aspect-square place-items-center overflow-hidden rounded-lg bg-wash text-dim",
      selected &&
        "after:absolute after:inset-0 after:rounded-lg after:border-4 after:border-accent after:bg-accent/15",
    )}
  >
    {thumbUrl === null ? (
      <span className="grid justify-items-center gap-1 text-sm">
        <File size={26} strokeWidth={1.5} aria-hidden />
        {texts.asset.types[contentType as keyof typeof texts.asset.types] ?? contentType}
      </span>
    ) : (
      <>
        {mayBeTransparent({ contentType }) && <span aria-hidden className="checkered absolute inset-0" />}
        <Blurhash hash={blurhash} width={width} height={height} />
        <img
          src={thumbUrl}
          alt=""
          loading="lazy"
          decoding="async"
          {...fadingIn}
          className={classes(
            fadingIn.className,
            "absolute inset-0 size-full",
            isTiny(width, height) ? "object-scale-down" : "object-cover",
          )}
        />
      </>
    )}
  </span>
);

// About the size of a cell.
const tinyMax = 156;
const isTiny = (width: number | null, height: number | null) =>
  Math.max(width ?? tinyMax, height ?? tinyMax) < tinyMax;

function Until({ asset: { deletedAt, purgedAt, parentId } }: { asset: TrashedAsset }) {
  const soon = purgedAt - Date.now() < soonMs;
  return (
    <span
      className={classes("block text-sm", soon ? "text-danger" : "text-dim")}
      title={t.deleted(momentOf(deletedAt))}
    >
      {parentId !== null && `${t.view} · `}
      {soon ? t.soon(dayOf(purgedAt)) : t.until(dayOf(purgedAt))}
    </span>
  );
}

const nameOf = ({ name, filename, id }: TrashedAsset): string => name || filename || id;
