import { Check, TriangleAlert } from "lucide-react";
import { memo } from "react";
import { texts } from "../../texts/texts.ts";
import { classes } from "../../ui/classes.ts";
import { Highlighted, plainText } from "../../ui/highlighted.tsx";
import type { ListedAsset } from "../assets/asset-pages.ts";
import { isPictured } from "../pictures/sources.ts";
import { Shown } from "./shown.tsx";
import { standIn } from "./tile.tsx";

const t = texts.library;

interface CellProps {
  asset: ListedAsset | undefined;
  position: number;
  column: number;
  /** Size of the picture, in pixels. */
  width: number;
  height: number;
  /** The asset's page. */
  href: string;
  selected: boolean;
  /** The grid's only tab stop. */
  active: boolean;
}

/** One asset in the grid. The grid handles the events of all cells. */
export const Cell = memo(function Cell(props: CellProps) {
  const { asset, position, column, width, height, href, selected, active } = props;
  const tabIndex = active ? 0 : -1;
  const common = {
    "aria-colindex": column + 1,
    "data-position": position,
    className: "group/cell relative min-w-0 rounded-lg select-none [-webkit-touch-callout:none]",
  } as const;
  if (!asset) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a table can't lay out only the rows in view
      <div role="gridcell" tabIndex={tabIndex} {...common} aria-label={texts.ui.loading} aria-busy="true">
        <div className="rounded-lg bg-wash" style={{ height }} />
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table can't lay out only the rows in view
    <div role="gridcell" tabIndex={tabIndex} {...common} aria-selected={selected} aria-label={labelOf(asset)}>
      <a
        href={href}
        tabIndex={-1}
        draggable={false}
        style={{ height }}
        className={classes(
          "relative block overflow-hidden rounded-lg bg-wash",
          selected &&
            "after:absolute after:inset-0 after:rounded-lg after:border-4 after:border-accent after:bg-accent/15",
        )}
      >
        <Shown key={asset.id} asset={asset} width={width} height={height} />
        {asset.warning && (
          <span
            title={asset.warning}
            data-warning=""
            className="absolute top-2 right-2 grid size-6 place-items-center rounded-full bg-black/55 text-white"
          >
            <TriangleAlert size={13} aria-hidden />
          </span>
        )}
      </a>{" "}
      {/* biome-ignore lint/a11y/useSemanticElements: the grid selects, by clicks and keys of its own */}
      <button
        type="button"
        role="checkbox"
        aria-checked={selected}
        aria-label={t.choose(asset.name ?? asset.id)}
        tabIndex={-1}
        data-check=""
        className={classes(
          "absolute left-2 top-2 grid size-7 place-items-center rounded-full border-2 shadow-lift",
          selected
            ? "border-transparent bg-accent text-on-accent"
            : "border-white bg-black/35 text-transparent hover:text-white opacity-0 group-hover/cell:opacity-100 group-focus-visible/cell:opacity-100 group-data-choosing/grid:opacity-100",
        )}
      >
        <Check size={16} strokeWidth={3} aria-hidden />
      </button>
      <p dir="auto" className="mt-1.5 truncate px-0.5 text-sm leading-5" title={asset.name ?? undefined}>
        {asset.highlights?.name ? <Highlighted html={asset.highlights.name} /> : asset.name || asset.filename}
      </p>{" "}
      {asset.highlights?.tags && (
        <p dir="auto" className="truncate px-0.5 text-xs leading-5 text-dim [&_mark]:text-text">
          {asset.highlights.tags.map((tag) => (
            <span key={tag} className="mr-2">
              <Highlighted html={tag} />{" "}
            </span>
          ))}
        </p>
      )}
    </div>
  );
});

/** The accessible name of a cell: its visible text in order, the picture's description, and what is wrong with it. */
function labelOf(asset: ListedAsset): string {
  const { name, filename, description, highlights, warning } = asset;
  const matched = highlights?.tags?.map(plainText) ?? [];
  const written = [isPictured(asset) ? null : standIn(asset).label, name || filename, ...matched];
  const label = written.filter(Boolean).join(" ");
  return [label, description, warning].filter(Boolean).join(", ");
}
