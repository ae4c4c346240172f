import sql, { type Sql } from "sql-template-tag";

/** SQL: the present name of a key or an account, or its name at the time if it is gone. */
export const presentName = (actorId: Sql, nameThen: Sql): Sql =>
  sql`coalesce((select k.name from keys k where k.id = ${actorId}), (select p.name from accounts p where p.id = ${actorId}), ${nameThen})`;
