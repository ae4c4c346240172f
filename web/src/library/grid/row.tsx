import type { ListedAsset } from "../assets/asset-pages.ts";
import type { Selection } from "../selection/selection.ts";
import { Cell } from "./cell.tsx";
import type { Layout } from "./layout.ts";

/** One row of the grid at its position. */
export function Row({
  row,
  layout,
  assetAt,
  hrefOf,
  selection,
  active,
}: {
  row: number;
  layout: Layout;
  assetAt(position: number): ListedAsset | undefined;
  hrefOf(assetId: string): string;
  selection: Selection;
  active: number;
}) {
  const { first, count } = layout.span(row);
  const sizes = Array.from({ length: count }, (_, column) => layout.size(first + column));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table can't lay out only the rows in view
    // biome-ignore lint/a11y/useFocusableInteractive: focus moves between cells
    <div
      role="row"
      aria-rowindex={row + 1}
      className="absolute inset-x-0 grid"
      style={{
        top: layout.top(row),
        height: sizes[0]?.height,
        columnGap: layout.gap,
        gridTemplateColumns: sizes.map(({ width }) => `${width}px`).join(" "),
      }}
    >
      {sizes.map(({ width, height }, column) => {
        const position = first + column;
        const asset = assetAt(position);
        return (
          <Cell
            key={position}
            asset={asset}
            position={position}
            column={column}
            width={width}
            height={height}
            href={asset ? hrefOf(asset.id) : ""}
            selected={asset !== undefined && selection.chosen.has(asset.id)}
            active={position === active}
          />
        );
      })}
    </div>
  );
}
