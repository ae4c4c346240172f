import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newOrganization } from "../../../../test/support/operator.ts";
import { dayMs } from "../../../platform/clock.ts";
import { organizationRowId } from "../../identity/slugs/store.ts";
import { sweepDeliveries } from "./sweep.ts";

const { services, database, clock } = await testApp();

test("a finished delivery is deleted after thirty days, and a pending one stays", async () => {
  const organization = await organizationRowId(database, await newOrganization(services, []));
  const insert = (id: string, status: string, days: number) =>
    database.execute(
      sql`insert into webhook_deliveries (id, organization_id, event, data, status, created_at)
          values (${id}, ${organization}, 'asset.ready', '{}', ${status}, ${new Date(clock.now().getTime() - days * dayMs)})`,
    );
  await insert("old", "delivered", 30.1);
  await insert("old-failed", "failed", 31);
  await insert("old-pending", "pending", 31);
  await insert("new", "delivered", 29.9);
  await database.execute(
    sql`insert into webhook_attempts (delivery_id, at, ms, status_code) values ('old', ${clock.now()}, 1, 200)`,
  );
  await sweepDeliveries(services);
  const left = await database.query<{ id: string }>(sql`select id from webhook_deliveries order by id`);
  expect(left.map(({ id }) => id)).toEqual(["new", "old-pending"]);
  expect(await database.query(sql`select 1 from webhook_attempts`)).toEqual([]);
});
