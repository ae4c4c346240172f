import sql from "sql-template-tag";
import type { Queryable } from "../../../platform/database/queryable.ts";

/** Whether an exchange or a fact belongs to this user. A model may send an id of another person's data. */
export async function belongsToUser(db: Queryable, userId: string, id: string): Promise<boolean> {
  const found = await db.maybe(
    sql`select 1 from interactions where user_id = ${userId} and id = ${id}
        union all select 1 from facts where user_id = ${userId} and id = ${id}`,
  );
  return found !== undefined;
}
