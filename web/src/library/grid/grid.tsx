import {
  Fragment,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { texts } from "../../texts/texts.ts";
import type { AssetList, ListedAsset } from "../assets/asset-pages.ts";
import { useAssetPages } from "../assets/use-asset-pages.ts";
import type { Selection } from "../selection/selection.ts";
import type { Density, Shape } from "./density.ts";
import { keyMeaning } from "./grid-keys.ts";
import { GridNotice } from "./grid-notice.tsx";
import { type Group, groupsOf } from "./grouped.ts";
import { Heading } from "./heading.tsx";
import { rowsAway } from "./layout.ts";
import { Row } from "./row.tsx";
import { useLayout } from "./use-layout.ts";
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
  /** How many assets of the list were taken when, latest first. They get headings. */
  dates: readonly Group[] | null | undefined;
  selection: Selection;
  density: Density;
  shape: Shape;
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
  dates,
  selection,
  density,
  shape,
  scroller,
  coveredAbove,
  hrefOf,
  onOpen,
  onTrash,
  handle,
}: GridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const { width, top } = usePlace(grid, scroller);
  const [activePosition, setActive] = useState(0);
  const [listBefore, setListBefore] = useState(list);
  if (listBefore !== list) {
    setListBefore(list);
    setActive(0);
  }
  const focusWanted = useRef(false);
  const hadFocus = useRef(false);
  const [view, setView] = useState({ first: 0, last: 0 });
  const pages = useAssetPages(list, view.first, view.last);
  const { assetAt, found, error, retry } = pages;
  const caption = list.filter.q ? searchCaptionHeight : captionHeight;
  const groups = useMemo(
    () => (dates ? groupsOf(dates, found, list.filter.sort === "taken_newest") : undefined),
    [dates, found, list],
  );
  const room = { found, width, density, captionHeight: caption };
  const layout = useLayout(list, shape, room, pages, view, groups);
  const active = Math.min(activePosition, Math.max(0, found - 1));

  const scroll = useRows({ scroller, layout, top, coveredAbove, kept: layout.rowOf(active) });
  const { first } = layout.span(scroll.first);
  const end = layout.span(scroll.last);
  const last = Math.max(first, end.first + end.count - 1);
  useEffect(() => setView({ first, last }), [first, last]);

  // Keeps the same assets in view when cells or rows above change size.
  const seen = useRef({ list, first: 0, top: 0 });
  useLayoutEffect(() => {
    const before = seen.current;
    const now = layout.top(layout.rowOf(before.first));
    if (before.list === list && before.first > 0 && before.first < found && now !== before.top) {
      seen.current = { ...before, top: now };
      scroll.shift(now - before.top);
    } else seen.current = { list, first, top: layout.top(scroll.first) };
  });

  const focusCell = (position: number) => {
    const cell = grid.current?.querySelector<HTMLElement>(`[data-position="${position}"]`);
    cell?.focus({ preventScroll: true });
    return cell !== null && cell !== undefined;
  };
  const goTo = (position: number) => {
    const to = Math.max(0, Math.min(found - 1, position));
    setActive(to);
    scroll.show(layout.rowOf(to));
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
    const row = layout.rowOf(active);
    const inView = (scroller?.clientHeight ?? 0) - coveredAbove;
    const meaning = keyMeaning(event, {
      active,
      found,
      rowsAway: (rows) => rowsAway(layout, active, rows),
      rowsInPage: Math.max(1, layout.rowAt(layout.top(row) + inView) - row),
    });
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
        aria-rowcount={layout.rows}
        aria-colcount={layout.columns}
        aria-multiselectable="true"
        data-choosing={selection.chosen.size > 0 ? "" : undefined}
        className="group/grid relative"
        style={{ height: width === 0 ? undefined : layout.height }}
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
          scroll.rows.map((row) => {
            const heading = layout.heading?.(row);
            const group = heading && groups?.[heading.group];
            return (
              <Fragment key={row}>
                {group && <Heading group={group} top={heading.top} />}
                <Row
                  row={row}
                  layout={layout}
                  assetAt={assetAt}
                  hrefOf={hrefOf}
                  selection={selection}
                  active={active}
                />
              </Fragment>
            );
          })}
      </div>
      {error && <GridNotice error={error} onRetry={retry} />}
    </>
  );
}
