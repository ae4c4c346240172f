import pg from "pg";
import type { Statement } from "./queryable.ts";
import { readerRole } from "./reader-role.ts";

// Parts of pg 8 that its types leave out. reading.test.ts shows that they behave as used here.
interface Connection {
  parse(message: { name: string; text: string; types: number[] }): void;
  bind(message: { statement: string; values: string[]; valueMapper(value: unknown): unknown }): void;
  execute(message: { rows: number }): void;
}
interface Internals {
  prepare(connection: Connection): void;
  requiresPreparation(): boolean;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
}
const Query = pg.Query as unknown as new (config: object) => Internals;

const entrance = {
  name: "enter-organization",
  text: "select set_config('rookery.organization', $1, true), set_config('role', $2, true)",
};

/** Prepares the statement that reading begins with, on a new connection. */
export const prepareEntrance = (client: pg.ClientBase): Promise<unknown> =>
  client.query({ ...entrance, values: ["", "none"] });

/**
 * A statement that reads for one organization. It sends the entrance in front of itself and before the same Sync, so both
 * are one transaction and one round trip. The role and the organization end with it.
 */
export class ReadingQuery extends Query {
  private readonly organizationId: number;
  private readonly isPooled: boolean;
  private isEntering = true;
  /** Read by pg: how long to wait for the answer. */
  readonly query_timeout: number;

  constructor(
    { text, values, ...named }: Statement,
    organizationId: number,
    { isPooled, limitMs }: { isPooled: boolean; limitMs: number },
  ) {
    // Plans depend on the role, so a prepared statement has one for each.
    super({ text, values, ...("name" in named && !isPooled && { name: `${named.name} for one` }) });
    this.organizationId = organizationId;
    this.isPooled = isPooled;
    this.query_timeout = limitMs;
  }

  override requiresPreparation(): boolean {
    return true;
  }

  override prepare(connection: Connection): void {
    const values = [String(this.organizationId), readerRole];
    // Behind a pooler, nothing is prepared on the server connection that is used now.
    if (this.isPooled) connection.parse({ name: "", text: entrance.text, types: [] });
    const statement = this.isPooled ? "" : entrance.name;
    connection.bind({ statement, values, valueMapper: (value) => value });
    connection.execute({ rows: 0 });
    super.prepare(connection);
  }

  override handleDataRow(message: unknown): void {
    if (!this.isEntering) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: Connection): void {
    if (this.isEntering) this.isEntering = false;
    else super.handleCommandComplete(message, connection);
  }
}
