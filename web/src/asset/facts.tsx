import type { ReactNode } from "react";
import type { Asset } from "../api/operations.ts";
import { texts } from "../texts.ts";
import { bytes, count, momentOf } from "../ui/format.ts";
import { Rows } from "./rows.tsx";

const said = texts.asset;

/** What is known of the file itself. */
export function Facts({ asset }: { asset: Asset }) {
  const { width, height, contentType, size, filename, created, updated, uploadedBy, id } = asset;
  const rows: [string, ReactNode][] = [
    [said.file, filename],
    [said.type, contentType && (said.types[contentType as keyof typeof said.types] ?? contentType)],
    [said.dimensions, width !== null && height !== null && said.by(count(width), count(height))],
    [said.fileSize, size !== null && <span title={said.bytes(count(size))}>{bytes(size)}</span>],
    [said.uploaded, created !== null && momentOf(created)],
    [said.changed, updated !== null && updated !== created && momentOf(updated)],
    [said.uploader, uploadedBy?.name],
    [said.id, <code key="id">{id}</code>],
  ];
  return <Rows title={said.facts} rows={rows} />;
}
