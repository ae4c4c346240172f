// Run by drive.ts as a process of its own: single rows, each durable when its insert resolves, over a pool of connections.
import { text } from "node:stream/consumers";
import pg from "pg";

export interface BareTask {
  connection: pg.ClientConfig;
  connections: number;
  /** Of the text in each row. */
  characters: number;
  rows: number;
}

const { connection, connections, characters, rows } = JSON.parse(await text(process.stdin)) as BareTask;
const pool = new pg.Pool({ ...connection, max: connections });
await pool.query("create table if not exists bare_inserts (id bigint primary key, body text not null)");
await pool.query("truncate bare_inserts");
const body = "x".repeat(characters);
let inserted = 0;

const startedAt = performance.now();
await Promise.all(Array.from({ length: connections }, insertInTurn));
const perSecond = (rows * 1000) / (performance.now() - startedAt);
await pool.query("drop table bare_inserts");
await pool.end();
console.log(JSON.stringify({ perSecond }));

async function insertInTurn(): Promise<void> {
  while (inserted < rows) {
    const id = inserted++;
    await pool.query({
      name: "bare-insert",
      text: "insert into bare_inserts (id, body) values ($1, $2)",
      values: [id, body],
    });
  }
}
