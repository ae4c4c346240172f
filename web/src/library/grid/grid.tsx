import { type RefObject, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import { texts } from "../../texts/texts.ts";
import type { AssetList, ListedAsset } from "../assets/asset-pages.ts";
import { useAssetPages } from "../assets/use-asset-pages.ts";
import type { Selection } from "../selection/selection.ts";
import { Cell } from "./cell.tsx";
import { type Density, measuresOf } from "./density.ts";
import { keyMeaning } from "./grid-keys.ts";
import { GridNotice } from "./grid-notice.tsx";
import { useLongPress } from "./use-long-press.ts";
import { usePlace } from "./use-place.ts";
import { useRows } from "./use-rows.ts";

/** Imperative actions of the grid. */
export interface GridHandle {
  /** Scrolls to a position and focuses it. Defaults to the last focused one. */
  focus(position?: number): void;
}

interface GridProps {
  list: AssetList;
  selection: Selection;
  density: Density;
  /** The element that scrolls the grid and the content above it. */
  scroller: HTMLDivElement | null;
  /** The height of sticky content at the scroller's top. */
  coveredAbove: number;
  hrefOf(assetId: string): string;
  onOpen(asset: ListedAsset): void;
  onTrash?: ((asset: ListedAsset) => void) | undefined;
  handle: RefObject<GridHandle | null>;
}

// Fits a name, and in a search the matching tags.
const captionHeight = 28;
const searchCaptionHeight = 48;

/** A virtual grid of all assets in a list: renders only the rows in view. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: focus, scrolling and selection share one active position
export function Grid({
  list,
  selection,
  density,
  scroller,
  coveredAbove,
  hrefOf,
  onOpen,
  onTrash,
  handle,
}: GridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const { width, top } = usePlace(grid, scroller);
  const measures = measuresOf(width, density, list.filter.q ? searchCaptionHeight : captionHeight);
  const { columns, side, gap, rowHeight } = measures;
  const [activePosition, setActive] = useState(0);
  const [listBefore, setListBefore] = useState(list);
  if (listBefore !== list) {
    setListBefore(list);
    setActive(0);
  }
  const focusWanted = useRef(false);
  const hadFocus = useRef(false);
  const [view, setView] = useState({ first: 0, last: 0 });
  const { assetAt, found, error, retry } = useAssetPages(list, view.first, view.last);
  const active = Math.min(activePosition, Math.max(0, found - 1));
  const activeRow = Math.floor(active / columns);
  const rows = Math.ceil(found / columns);

  const scroll = useRows({ scroller, count: rows, rowHeight, top, coveredAbove, kept: activeRow });
  const first = scroll.first * columns;
  const last = Math.max(first, Math.min(found - 1, (scroll.last + 1) * columns - 1));
  useEffect(() => setView({ first, last }), [first, last]);

  // Keeps the same assets in view when cells change size.
  const seen = useRef({ first: 0, rowHeight, columns });
  useLayoutEffect(() => {
    const before = seen.current;
    if (before.rowHeight === rowHeight && before.columns === columns) {
      seen.current.first = first;
      return;
    }
    seen.current = { first: before.first, rowHeight, columns };
    if (before.first > 0) scroll.align(Math.floor(before.first / columns));
  });

  const focusCell = (position: number) => {
    const cell = grid.current?.querySelector<HTMLElement>(`[data-position="${position}"]`);
    cell?.focus({ preventScroll: true });
    return cell !== null && cell !== undefined;
  };
  const goTo = (position: number) => {
    const to = Math.max(0, Math.min(found - 1, position));
    setActive(to);
    scroll.show(Math.floor(to / columns));
    focusWanted.current = !focusCell(to);
    return to;
  };
  useImperativeHandle(handle, () => ({ focus: (position) => goTo(position ?? active) }));

  useLayoutEffect(() => {
    // If the focused cell was removed, focuses the one that takes its place.
    if (focusWanted.current || (hadFocus.current && document.activeElement === document.body)) {
      if (focusCell(active)) focusWanted.current = false;
    }
  });

  const positionOf = (target: EventTarget) => {
    const cell = (target as Element).closest<HTMLElement>("[data-position]");
    return cell ? Number(cell.dataset.position) : undefined;
  };
  const toggle = (position: number) => {
    const asset = assetAt(position);
    if (asset) selection.toggle(asset, position);
  };

  const longPress = useLongPress((target) => {
    const position = positionOf(target);
    if (position === undefined) return;
    setActive(position);
    toggle(position);
  });

  const onClick = (event: React.MouseEvent) => {
    const position = positionOf(event.target);
    if (position === undefined) return;
    if (longPress.justPressed()) return event.preventDefault();
    const asset = assetAt(position);
    const onCheck = (event.target as Element).closest("[data-check]") !== null;
    const choosing = onCheck || event.ctrlKey || event.metaKey || event.shiftKey;
    const touching = longPress.byTouch() && selection.chosen.size > 0;
    event.preventDefault();
    setActive(position);
    focusCell(position);
    if (event.shiftKey) selection.extendTo(position, active);
    else if (choosing || touching) toggle(position);
    else if (asset) onOpen(asset);
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    const inPage = Math.max(1, Math.floor(((scroller?.clientHeight ?? 0) - coveredAbove) / rowHeight));
    const meaning = keyMeaning(event, { active, columns, found, pageLength: inPage * columns });
    if (!meaning) return;
    const asset = assetAt(active);
    if (meaning.kind === "clear" && selection.chosen.size === 0) return;
    event.preventDefault();
    if (meaning.kind === "go") {
      const to = goTo(meaning.to);
      if (meaning.extend) selection.extendTo(to, active);
      return;
    }
    const acts = {
      toggle: () => toggle(active),
      selectAll: () => selection.selectAll(found),
      clear: () => selection.clear(),
      open: () => asset && onOpen(asset),
      trash: () => asset && onTrash?.(asset),
    };
    acts[meaning.kind]();
  };

  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a table can't lay out only the rows in view */}
      <div
        ref={grid}
        role="grid"
        aria-label={texts.library.grid}
        aria-rowcount={rows}
        aria-colcount={columns}
        aria-multiselectable="true"
        data-choosing={selection.chosen.size > 0 ? "" : undefined}
        className="group/grid relative"
        style={{ height: width === 0 ? undefined : rows * rowHeight }}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          hadFocus.current = true;
          const position = positionOf(event.target);
          if (position !== undefined && position !== active) setActive(position);
        }}
        onBlur={(event) => {
          hadFocus.current = event.relatedTarget === null && !document.hasFocus();
        }}
        {...longPress.handlers}
      >
        {width > 0 &&
          scroll.rows.map((row) => (
            // biome-ignore lint/a11y/useSemanticElements: as above
            // biome-ignore lint/a11y/useFocusableInteractive: focus moves between cells
            <div
              key={row}
              role="row"
              aria-rowindex={row + 1}
              className="absolute inset-x-0 grid"
              style={{
                top: row * rowHeight,
                height: side,
                columnGap: gap,
                gridTemplateColumns: `repeat(${columns}, ${side}px)`,
              }}
            >
              {Array.from({ length: Math.min(columns, found - row * columns) }, (_, column) => {
                const position = row * columns + column;
                const asset = assetAt(position);
                return (
                  <Cell
                    key={position}
                    asset={asset}
                    position={position}
                    column={column}
                    side={side}
                    href={asset ? hrefOf(asset.id) : ""}
                    selected={asset !== undefined && selection.chosen.has(asset.id)}
                    active={position === active}
                  />
                );
              })}
            </div>
          ))}
      </div>
      {error && <GridNotice error={error} onRetry={retry} />}
    </>
  );
}
