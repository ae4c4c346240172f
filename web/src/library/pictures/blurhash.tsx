import { classes } from "../../ui/classes.ts";
import { blurhashPicture } from "./blurhash-picture.ts";

/** A picture's blurhash. Fills its box until the picture after it in the DOM has faded in. */
export function Blurhash({
  hash,
  width,
  height,
  className,
}: {
  hash: string | null;
  width: number | null;
  height: number | null;
  className?: string;
}) {
  const picture = hash && blurhashPicture(hash, (width ?? 1) / (height ?? 1));
  return (
    <div
      aria-hidden="true"
      className={classes(
        "absolute inset-0 bg-wash bg-cover bg-center has-[+[data-shown]]:invisible has-[+[data-shown]]:[transition:visibility_0s_200ms]",
        className,
      )}
      style={picture ? { backgroundImage: `url(${picture})` } : undefined}
    />
  );
}
