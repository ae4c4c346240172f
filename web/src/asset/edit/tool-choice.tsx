import { texts } from "../../texts/texts.ts";
import { classes } from "../../ui/classes.ts";

const t = texts.asset.edit;

export type Tool = "crop" | "focal";
const tools: readonly (readonly [Tool, string])[] = [
  ["crop", t.crop],
  ["focal", t.focal],
];

/** Which tool works on the picture. */
export const ToolChoice = ({ tool, onTool }: { tool: Tool; onTool(tool: Tool): void }) => (
  <fieldset className="flex rounded-lg bg-wash p-0.5">
    <legend className="sr-only">{t.tool}</legend>
    {tools.map(([one, text]) => (
      <label
        key={one}
        className={classes(
          "relative cursor-pointer rounded-md px-3 py-1 text-sm leading-6 whitespace-nowrap has-focus-visible:outline-2 has-focus-visible:outline-accent",
          one === tool && "bg-card font-medium shadow-sm ring-1 ring-line",
        )}
      >
        <input
          type="radio"
          name="tool"
          checked={one === tool}
          onChange={() => onTool(one)}
          className="absolute inset-0 cursor-pointer appearance-none outline-none"
        />
        {text}
      </label>
    ))}
  </fieldset>
);
