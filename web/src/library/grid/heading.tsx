import { texts } from "../../texts/texts.ts";
import { count, dateHeading } from "../../ui/format.ts";
import { type Group, headingHeight } from "./grouped.ts";

/** The date above a group of files, and how many these are. */
export const Heading = ({ group: { date, count: files }, top }: { group: Group; top: number }) => (
  // biome-ignore lint/a11y/useSemanticElements: a table can't lay out only the rows in view
  // biome-ignore lint/a11y/useFocusableInteractive: focus moves between cells
  <div role="row" className="absolute inset-x-0 flex items-end pb-2.5" style={{ top, height: headingHeight }}>
    {/* biome-ignore lint/a11y/useSemanticElements: see above */}
    {/* biome-ignore lint/a11y/useFocusableInteractive: see above */}
    <div role="rowheader" className="flex min-w-0 items-baseline gap-2 px-0.5">
      <span className="truncate font-semibold">
        {date === null ? texts.library.noDate : dateHeading(date)}
      </span>
      <span className="text-sm text-dim tabular-nums">{count(files)}</span>
    </div>
  </div>
);
