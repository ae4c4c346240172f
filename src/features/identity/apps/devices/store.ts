import sql from "sql-template-tag";
import type { Queryable } from "../../../../platform/database/queryable.ts";

export interface DeviceRequest {
  clientId: string;
  scopes: string[];
}

export async function insertDeviceCode(
  db: Queryable,
  code: DeviceRequest & {
    deviceSha256: string;
    userSha256: string;
    resources: readonly string[];
    intervalSeconds: number;
    expiresAt: Date;
  },
): Promise<void> {
  await db.execute(
    sql`insert into oauth_device_codes (device_sha256, user_sha256, client_id, scopes, resources, interval_seconds, expires_at)
        values (${code.deviceSha256}, ${code.userSha256}, ${code.clientId}, ${code.scopes}, ${code.resources},
                ${code.intervalSeconds}, ${code.expiresAt})`,
  );
}

/** The request of a device that waits for a decision. */
export function waitingDevice(
  db: Queryable,
  userSha256: string,
  now: Date,
): Promise<DeviceRequest | undefined> {
  return db.maybe<DeviceRequest>(
    sql`select client_id as "clientId", scopes from oauth_device_codes
        where user_sha256 = ${userSha256} and status = 'pending' and expires_at > ${now}`,
  );
}

/** Lets a waiting device have a connection. False when it does not wait any more. */
export async function allowDevice(
  db: Queryable,
  userSha256: string,
  { accountId, connectionId, scopes }: { accountId: string; connectionId: string; scopes: readonly string[] },
  now: Date,
): Promise<boolean> {
  const allowed = await db.execute(
    sql`update oauth_device_codes set status = 'allowed', account_id = ${accountId}, connection_id = ${connectionId}, scopes = ${scopes}
        where user_sha256 = ${userSha256} and status = 'pending' and expires_at > ${now}`,
  );
  return allowed === 1;
}

export async function refuseDevice(db: Queryable, userSha256: string, now: Date): Promise<boolean> {
  const refused = await db.execute(
    sql`update oauth_device_codes set status = 'refused'
        where user_sha256 = ${userSha256} and status = 'pending' and expires_at > ${now}`,
  );
  return refused === 1;
}

export interface Polled {
  status: "pending" | "allowed" | "refused";
  expiresAt: Date;
  tooSoon: boolean;
}

/** Notes that a device asks for its tokens. One that asks too often has to wait longer. */
export function poll(
  db: Queryable,
  { deviceSha256, clientId }: { deviceSha256: string; clientId: string },
  { now, slowerBySeconds }: { now: Date; slowerBySeconds: number },
): Promise<Polled | undefined> {
  return db.maybe<Polled>(
    sql`with before as (
          select device_sha256, status, expires_at,
            coalesce(polled_at + make_interval(secs => interval_seconds) > ${now}, false) as too_soon
          from oauth_device_codes where device_sha256 = ${deviceSha256} and client_id = ${clientId} for update
        )
        update oauth_device_codes d set polled_at = ${now},
          interval_seconds = d.interval_seconds + case when b.too_soon then ${slowerBySeconds}::int else 0 end
        from before b where d.device_sha256 = b.device_sha256
        returning b.status, b.expires_at as "expiresAt", b.too_soon as "tooSoon"`,
  );
}

export interface AllowedDevice {
  accountId: string;
  connectionId: string;
  scopes: string[];
  resources: string[];
}

/** Uses an allowed code up. Undefined when it was used or its connection has ended. */
export function takeAllowed(db: Queryable, deviceSha256: string): Promise<AllowedDevice | undefined> {
  return db.maybe<AllowedDevice>(
    sql`delete from oauth_device_codes where device_sha256 = ${deviceSha256} and status = 'allowed'
        returning account_id as "accountId", connection_id as "connectionId", scopes, resources`,
  );
}
