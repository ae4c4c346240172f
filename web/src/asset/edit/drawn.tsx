import { useEffect, useRef } from "react";
import { type Box, type Draft, whole } from "./draft.ts";

/** The picture, turned and mirrored, or the part of it that a crop keeps. Without a label, it is hidden from screen readers. */
export function Drawn({
  image,
  draft: { rotate, flip },
  part = whole,
  label,
}: {
  image: HTMLImageElement;
  draft: Pick<Draft, "rotate" | "flip">;
  part?: Box;
  label?: string;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const lies = rotate % 180 !== 0;
  const width = lies ? image.naturalHeight : image.naturalWidth;
  const height = lies ? image.naturalWidth : image.naturalHeight;
  const size = {
    width: Math.max(1, Math.round(width * part.width)),
    height: Math.max(1, Math.round(height * part.height)),
  };
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    context.resetTransform();
    context.clearRect(0, 0, size.width, size.height);
    context.translate(width / 2 - part.x * width, height / 2 - part.y * height);
    // The last is applied first: the picture is turned, then mirrored.
    context.scale(flip === "h" ? -1 : 1, flip === "v" ? -1 : 1);
    context.rotate((rotate * Math.PI) / 180);
    context.drawImage(image, -image.naturalWidth / 2, -image.naturalHeight / 2);
  }, [image, rotate, flip, width, height, size.width, size.height, part.x, part.y]);
  return (
    <canvas
      ref={canvas}
      {...size}
      {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
      className="checkered block max-h-[min(52dvh,34rem)] max-w-full"
    />
  );
}
