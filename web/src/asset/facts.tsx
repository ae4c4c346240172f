import type { ReactNode } from "react";
import type { Asset } from "../server/operations.ts";
import { texts } from "../texts/texts.ts";
import { bytes, count, momentOf } from "../ui/format.ts";
import { Rows } from "./rows.tsx";

const t = texts.asset;

/** Facts about the file. */
export function Facts({ asset }: { asset: Asset }) {
  const { width, height, contentType, size, filename, created, updated, uploadedBy, id } = asset;
  const rows: [string, ReactNode][] = [
    [t.file, filename],
    [t.type, contentType && (t.types[contentType as keyof typeof t.types] ?? contentType)],
    [t.dimensions, width !== null && height !== null && t.by(count(width), count(height))],
    [t.fileSize, size !== null && <span title={t.bytes(count(size))}>{bytes(size)}</span>],
    [t.uploaded, created !== null && momentOf(created)],
    [t.changed, updated !== null && updated !== created && momentOf(updated)],
    [t.uploader, uploadedBy?.name],
    [t.id, <code key="id">{id}</code>],
  ];
  return <Rows title={t.facts} rows={rows} />;
}
