import { extensions } from "../../../media/sniff/extensions.ts";

/** A piece of a query without the extension of a file's name; while one types, without the beginning of an extension. */
export function withoutExtension(
  piece: string,
  { unfinished }: { unfinished: boolean },
): { text: string; hadExtension: boolean } {
  const dot = piece.lastIndexOf(".");
  const stem = piece.slice(0, Math.max(0, dot));
  const ending = piece.slice(dot + 1).toLowerCase();
  const isExtension =
    extensions.has(ending) ||
    (unfinished && ending !== "" && [...extensions].some((extension) => extension.startsWith(ending)));
  return isExtension && /[\p{L}\p{N}]/u.test(stem)
    ? { text: stem, hadExtension: true }
    : { text: piece, hadExtension: false };
}
