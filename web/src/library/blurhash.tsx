import { classes } from "../ui/classes.ts";
import { blurhashPicture } from "./blurhash-picture.ts";

/** A picture's colours, filling the box that it stands in, until the picture is there. `cover` crops as the picture is. */
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
      className={classes("absolute inset-0 bg-wash bg-cover bg-center", className)}
      style={picture ? { backgroundImage: `url(${picture})` } : undefined}
    />
  );
}
