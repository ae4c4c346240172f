import sql from "sql-template-tag";
import type { Queryable } from "../storage/queryable.ts";

/** Queues the deletion of blob folders, in the transaction that ends the rows they belonged to. */
export async function deleteBlobsLater(tx: Queryable, blobs: readonly string[]): Promise<void> {
  if (blobs.length === 0) return;
  await tx.query(
    sql`select graphile_worker.add_job('delete_blob', json_build_object('blob', blob)) from unnest(${blobs}::text[]) as blob`,
  );
}
