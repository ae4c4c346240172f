import type { Output } from "../server/operations.ts";
import { texts } from "../texts/texts.ts";
import { classes } from "../ui/classes.ts";
import { count } from "../ui/format.ts";

type Picture = Output<"peekClaim">["pictures"][number];

// Grid columns and shape by number of pictures, and the cells that single pictures span.
const frames: Record<number, string> = {
  1: "grid-cols-1 grid-rows-1 aspect-3/2",
  2: "grid-cols-2 grid-rows-1 aspect-2/1",
  3: "grid-cols-3 grid-rows-2 aspect-3/2",
  4: "grid-cols-4 grid-rows-2 aspect-2/1",
  5: "grid-cols-4 grid-rows-2 aspect-2/1",
  6: "grid-cols-3 grid-rows-3 aspect-square sm:grid-rows-2 sm:aspect-3/2",
};

function placeOf(place: number, pictures: number): string | undefined {
  if (place === 0 && pictures === 6) return "max-sm:col-span-2 max-sm:row-span-2";
  if (place === 0 && pictures >= 3) return "col-span-2 row-span-2";
  if (pictures === 4 && place === 1) return "col-span-2";
  return undefined;
}

/** A mosaic of a few pictures, with the newest largest. `more` is the number of pictures not shown. */
export function Mosaic({ pictures, more }: { pictures: readonly Picture[]; more: number }) {
  return (
    <ul
      aria-label={texts.claim.pictures}
      className={classes("grid gap-1.5 overflow-hidden rounded-2xl", frames[pictures.length])}
    >
      {pictures.map(({ url, alt }, place) => (
        <li
          key={url}
          className={classes("relative min-h-0 min-w-0 bg-wash", placeOf(place, pictures.length))}
        >
          <img src={url} alt={alt} className="size-full object-cover" decoding="async" />
          {more > 0 && place === pictures.length - 1 && (
            <span className="absolute inset-x-0 bottom-0 bg-shade px-2 py-1 text-center text-sm font-medium text-white">
              {texts.claim.more(count(more))}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
