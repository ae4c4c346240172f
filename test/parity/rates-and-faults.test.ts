import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { examplesOf } from "../support/examples/examples.ts";
import { newShelf, type Shelf } from "../support/examples/shelf.ts";
import { tokenOfPerson } from "../support/person-token.ts";
import type { TestCall, Way } from "../support/transports/way.ts";
import { ways } from "../support/transports/ways.ts";

const tested = await testApp({ config: { rateLimitPerMinute: 1000 } });
const { app, database, clock } = tested;
const shelf = await newShelf(tested);
const withKey = ({ apiKey }: Shelf) => ({ authorization: `Bearer ${apiKey}` });
const withPerson = { authorization: `Bearer ${await tokenOfPerson(tested, shelf.organizationId)}` };
const takesPerson = ({ operation: { access } }: Way) => "person" in access && access.person;
const calls = ways.map((way) => ({
  name: way.name,
  way,
  call: examplesOf(way.operation.name, shelf).find(way.supports) as TestCall,
}));

/** Uses up every caller's rate limit for this minute, with at least two seconds of it left. */
async function spendAll(): Promise<void> {
  const minuteMs = 60_000;
  if (clock.now().getTime() % minuteMs > minuteMs - 2_000) clock.advance(3_000);
  const now = clock.now().getTime();
  const start = new Date(now - (now % minuteMs));
  await database.execute(
    sql`insert into rate_windows select 'key ' || id, ${start}::timestamptz, 1000000 from keys union select 'address 127.0.0.1', ${start}::timestamptz, 1000000
        on conflict (bucket) do update set used = excluded.used, window_start = excluded.window_start`,
  );
}

test.each(calls)(
  "$name refuses a caller above the rate limit with the same message",
  async ({ way, call }) => {
    await spendAll();
    expect(await way.call(app, takesPerson(way) ? withPerson : withKey(shelf), call)).toMatchObject({
      status: 429,
      code: "RATE_LIMITED",
      message: expect.stringMatching(/^Too many requests\. Try again in \d+ s\.$/),
    });
  },
);

test("a server error shows only a request id over every transport", async () => {
  const broken = await testApp();
  const shelf = await newShelf(broken);
  // The key is still cached, while all tables of the operations are gone.
  await broken.database.execute(
    sql`drop table assets, libraries, library_tags, claims, upload_tickets, shares cascade`,
  );
  for (const { way, call } of calls.filter(({ way }) => way.operation.name !== "me" && !takesPerson(way))) {
    const input =
      "organizationId" in call.input ? { ...call.input, organizationId: shelf.organizationId } : call.input;
    expect(await way.call(broken.app, withKey(shelf), { ...call, input }), way.name).toEqual({
      status: 500,
      code: "INTERNAL_SERVER_ERROR",
      message: expect.stringMatching(
        /^Something went wrong on our side\. Please report it with request id req_\S{12}\.$/,
      ),
    });
  }
});
