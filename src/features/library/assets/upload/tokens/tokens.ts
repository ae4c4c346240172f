import { hash, randomBytes } from "node:crypto";
import sql from "sql-template-tag";
import type { Queryable } from "../../../../../platform/database/queryable.ts";

/** How long an upload address can be used: time to fetch a file from somewhere slow, not to pass it around. */
export const ticketMinutes = 15;

/** 256 random bits; only their hash is stored. */
export const newTicketToken = (): string => randomBytes(32).toString("base64url");

export const ticketHash = (token: string): Buffer => hash("sha256", token, "buffer");

export interface TicketToInsert {
  sha256: Buffer;
  keyId: string;
  parentId: string | null;
  filename: string;
  expiresAt: Date;
}

export async function insertTicket(db: Queryable, libraryId: number, ticket: TicketToInsert): Promise<void> {
  await db.execute(
    sql`insert into upload_tickets (token_sha256, key_id, library_id, parent_id, filename, expires_at)
        values (${ticket.sha256}, ${ticket.keyId}, ${libraryId}, ${ticket.parentId}, ${ticket.filename}, ${ticket.expiresAt})`,
  );
}

export interface Ticket {
  keyId: string;
  organizationSlug: string;
  librarySlug: string;
  parentId: string | null;
  filename: string;
}

/** What an upload address was handed out for; undefined when it is unknown, used or expired. */
export function findTicket(db: Queryable, sha256: Buffer, now: Date): Promise<Ticket | undefined> {
  return db.maybe<Ticket>(
    sql`select t.key_id as "keyId", o.slug as "organizationSlug", l.slug as "librarySlug", t.parent_id as "parentId", t.filename
        from upload_tickets t join libraries l on l.id = t.library_id join organizations o on o.id = l.organization_id
        where t.token_sha256 = ${sha256} and t.expires_at > ${now}`,
  );
}

/** Uses an address up, in the transaction that commits its file; false when another upload did so first. */
export async function spendTicket(tx: Queryable, sha256: Buffer): Promise<boolean> {
  return (await tx.execute(sql`delete from upload_tickets where token_sha256 = ${sha256}`)) === 1;
}

export async function dropExpiredTickets(db: Queryable, now: Date): Promise<void> {
  await db.execute(sql`delete from upload_tickets where expires_at <= ${now}`);
}
